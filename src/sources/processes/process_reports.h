#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "event/event_sink.h"
#include "sources/processes/process_facts.h"

namespace wee {

/// What events say of a process; a fork shares the details of the process that it copies.
struct ReportedProcess {
    ProcessNumber pid = 0;
    std::optional<ProcessNumber> parent;
    ProcessMoment begun;
    std::shared_ptr<const ProcessDetails> details;
};

/// Makes a process monitor's events and hands them to the sink in batches. Not synchronised.
class ProcessReports {
public:
    /// A batch that has grown to this size is handed on before `flush`.
    static constexpr std::size_t kLargestBatch = 4096;

    /// `sink` must outlive the object.
    ProcessReports(std::string source, EventSink& sink) : source_(std::move(source)), sink_(sink) {}

    void started(const ReportedProcess& process, WallTime time);
    void stopped(const ReportedProcess& process, const ProcessEnd& end, const ProcessMoment& time);
    /// Some events are missing, that many where it is known.
    void lost(std::string_view reason, std::optional<std::uint64_t> count, WallTime time);

    /// Hands over what there is, if there is anything.
    void flush();

private:
    Event& add(EventKind kind, WallTime time);

    const std::string source_;
    EventSink& sink_;
    EventBatch batch_;
};

}  // namespace wee
