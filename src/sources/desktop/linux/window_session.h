#pragma once

#include <chrono>
#include <memory>
#include <stop_token>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "event/event_sink.h"
#include "os/linux/file_descriptor.h"
#include "sources/desktop/linux/window_connection.h"
#include "sources/desktop/window_filter.h"
#include "sources/desktop/window_reports.h"
#include "sources/desktop/window_tracker.h"
#include "telemetry/log.h"

namespace wee {

/// One time of watching, from start to stop: the work of the watching thread.
class WindowSession {
public:
    /// No server may take longer to answer when it is connected to.
    static constexpr std::chrono::milliseconds kConnectTime{5'000};
    static constexpr std::chrono::milliseconds kFirstDelay{100};
    static constexpr std::chrono::milliseconds kLongestDelay{5'000};

    /// `sink`, `log` and `clock` must outlive the object; `wake_up` is an eventfd.
    WindowSession(std::string source, WindowFilter filter, std::unique_ptr<WindowConnection> connection,
                  FileDescriptor wake_up, EventSink& sink, Log& log, const Clock& clock,
                  std::chrono::milliseconds patience = kConnectTime);

    /// Connects and learns what is there. Fails with a sentence, soon after the stop was requested.
    Result<void> open(const std::stop_token& stop);
    /// Watches and reconnects until the stop, then hands over what has arrived already.
    void run(const std::stop_token& stop);
    /// Ends every wait for a server that does not answer. Any thread.
    void interrupt() { connection_->interrupt(); }

private:
    Result<DesktopState> connect(const std::stop_token& stop);
    void lose(const std::string& reason);
    void reconnect(const std::stop_token& stop);
    void drain();
    void wait();
    void wait_for(int descriptor, std::optional<SteadyTime> deadline);
    [[nodiscard]] std::optional<SteadyTime> next_deadline() const;

    const std::string source_;
    const std::unique_ptr<WindowConnection> connection_;
    const FileDescriptor wake_up_;
    Log& log_;
    const Clock& clock_;
    const std::chrono::milliseconds patience_;
    WindowReports reports_;
    WindowTracker tracker_;
};

}  // namespace wee
