#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "event/event_sink.h"
#include "sources/files/file_watcher_options.h"

namespace wee {

enum class FileType { File, Directory };

/// Makes a file watcher's events and hands them to the sink in batches. Not synchronised.
class FileReports {
public:
    /// A batch that has grown to this size is handed on before `flush`: a scan may find any number of files.
    static constexpr std::size_t kLargestBatch = 8192;

    /// All must outlive the object. Kinds that are not in `kinds` are left out, but for EventsLost. Where
    /// directories are `Included`, each event says in `is_directory` what it is about.
    FileReports(std::string source, EventSink& sink, const Clock& clock,
                EventKindSet kinds = EventKindSet::all(),
                DirectoryReports directories = DirectoryReports::None)
        : source_(std::move(source)), sink_(sink), clock_(clock), kinds_(kinds), directories_(directories) {}

    void created(std::string path, FileType type = FileType::File);
    void modified(std::string path);
    void deleted(std::string path, FileType type = FileType::File);
    void renamed(std::string old_path, std::string new_path, FileType type = FileType::File);
    void lost(std::string path, std::string_view reason);

    /// Hands over what there is, if there is anything. The events of one batch have one time stamp.
    void flush();

private:
    void add_with_path(EventKind kind, std::string path, FileType type);
    void mark(Event& event, FileType type) const;
    Event& add(EventKind kind);

    const std::string source_;
    EventSink& sink_;
    const Clock& clock_;
    const EventKindSet kinds_;
    const DirectoryReports directories_;
    WallTime now_{};
    EventBatch batch_;
};

}  // namespace wee
