#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "event/event_sink.h"

namespace wee {

/// Makes a file watcher's events and hands them to the sink in batches. Not synchronised.
class FileReports {
public:
    /// A batch that has grown to this size is handed on before `flush`: a scan may find any number of files.
    static constexpr std::size_t kLargestBatch = 8192;

    /// All must outlive the object.
    FileReports(std::string source, EventSink& sink, const Clock& clock)
        : source_(std::move(source)), sink_(sink), clock_(clock) {}

    void created(std::string path);
    void modified(std::string path);
    void deleted(std::string path);
    void renamed(std::string old_path, std::string new_path);
    void lost(std::string path, std::string_view reason);

    /// Hands over what there is, if there is anything. The events of one batch have one time stamp.
    void flush();

private:
    Event& add(EventKind kind);

    const std::string source_;
    EventSink& sink_;
    const Clock& clock_;
    WallTime now_{};
    EventBatch batch_;
};

}  // namespace wee
