#pragma once

#include <optional>
#include <stop_token>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "event/event_sink.h"
#include "os/linux/file_descriptor.h"
#include "sources/processes/linux/process_backends.h"
#include "sources/processes/process_reports.h"
#include "sources/processes/process_tracker.h"
#include "telemetry/log.h"

namespace wee {

/// One time of watching processes, from start to stop: everything that the reading thread works with.
class ProcessSession {
public:
    /// All must outlive the object; `wake_up` is an eventfd.
    ProcessSession(const ProcessMonitorOptions& options, FileDescriptor wake_up, EventSink& sink, Log& log,
                   const Clock& clock);

    /// Watches, and knows all that runs when it returns. Emits nothing. Before `run`.
    Result<void> open(const std::stop_token& stop);
    /// Reads and reports until the stop, then hands over what the kernel has queued already.
    void run(const std::stop_token& stop);
    [[nodiscard]] ProcessBackend backend() const { return opened_.backend; }
    /// Why it is no better one.
    [[nodiscard]] const std::vector<std::string>& passed_over() const { return opened_.passed_over; }

private:
    void wait();
    [[nodiscard]] std::optional<SteadyTime> next_deadline() const;
    void read();
    void note_loss(const FeedLoss& loss);
    void rescan();

    const ProcessMonitorOptions& options_;
    const FileDescriptor wake_up_;
    Log& log_;
    const Clock& clock_;
    UserNames users_;
    OpenedFeed opened_;
    ProcessReports reports_;
    ProcessTracker tracker_;
    SteadyTime last_read_{};
    std::optional<SteadyTime> rescan_due_;
};

}  // namespace wee
