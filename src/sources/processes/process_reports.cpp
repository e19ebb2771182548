#include "sources/processes/process_reports.h"

#include <algorithm>
#include <utility>

#include "base/timestamp.h"

namespace wee {
namespace {

void set_known(Fields& fields, FieldId id, const std::string& value) {
    if (!value.empty()) {
        fields.set(id, value);
    }
}

void describe(Fields& fields, const ReportedProcess& process) {
    const ProcessDetails& details = *process.details;
    set_known(fields, FieldId::ProcessName, details.name);
    fields.set(FieldId::Pid, std::to_string(process.pid));
    set_known(fields, FieldId::CommandLine, details.command_line);
    if (details.command_line_is_cut) {
        fields.set("command_line_cut", "true");
    }
    set_known(fields, FieldId::Exe, details.exe);
    if (process.parent) {
        fields.set(FieldId::ParentPid, std::to_string(*process.parent));
    }
    if (details.session) {
        fields.set(FieldId::SessionId, std::to_string(*details.session));
    }
    set_known(fields, FieldId::User, details.user);
    set_known(fields, FieldId::WorkingDirectory, details.working_directory);
    fields.set(FieldId::StartTime,
               format_timestamp(std::chrono::floor<std::chrono::milliseconds>(process.begun.wall)));
}

/// "0.123": two monitors of one process do not agree on more.
std::string seconds_text(std::chrono::nanoseconds duration) {
    const auto milliseconds =
        std::max<std::int64_t>(0, std::chrono::duration_cast<std::chrono::milliseconds>(duration).count());
    const std::string fraction = std::to_string(milliseconds % 1'000);
    return std::to_string(milliseconds / 1'000) + '.' + std::string(3 - fraction.size(), '0') + fraction;
}

}  // namespace

void ProcessReports::started(const ReportedProcess& process, WallTime time) {
    describe(add(EventKind::ProcessStarted, time).metadata, process);
}

void ProcessReports::stopped(const ReportedProcess& process, const ProcessEnd& end,
                             const ProcessMoment& time) {
    Fields& fields = add(EventKind::ProcessStopped, time.wall).metadata;
    describe(fields, process);
    if (end.exit_code) {
        fields.set(FieldId::ExitCode, std::to_string(*end.exit_code));
    }
    set_known(fields, FieldId::Signal, end.signal);
    set_known(fields, FieldId::Reason, end.reason);
    fields.set(FieldId::DurationSeconds, seconds_text(time.uptime - process.begun.uptime));
}

void ProcessReports::lost(std::string_view reason, std::optional<std::uint64_t> count, WallTime time) {
    Fields& fields = add(EventKind::EventsLost, time).metadata;
    fields.set(FieldId::Reason, std::string(reason));
    if (count) {
        fields.set(FieldId::LostCount, std::to_string(*count));
    }
}

void ProcessReports::flush() {
    if (!batch_.empty()) {
        sink_.emit(std::exchange(batch_, {}));
    }
}

Event& ProcessReports::add(EventKind kind, WallTime time) {
    if (batch_.size() >= kLargestBatch) {
        flush();
    }
    return batch_.emplace_back(make_event(kind, source_, time));
}

}  // namespace wee
