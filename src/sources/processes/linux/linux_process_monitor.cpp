#include "sources/processes/linux/linux_process_monitor.h"

#include <sys/eventfd.h>

#include <cassert>
#include <cerrno>
#include <optional>
#include <stop_token>
#include <system_error>
#include <thread>
#include <utility>

#include "base/duration.h"
#include "sources/processes/linux/process_session.h"

namespace wee {
namespace {

class LinuxProcessMonitor final : public Source {
public:
    LinuxProcessMonitor(ProcessMonitorOptions options, Log& log, const Clock& clock)
        : options_(std::move(options)), log_(log), clock_(clock) {}
    ~LinuxProcessMonitor() override { end(); }

    [[nodiscard]] const std::string& name() const override { return options_.name; }
    [[nodiscard]] std::string backend() const override { return backend_; }
    Result<void> start(EventSink& sink) override;
    void request_stop() override { stop_.request_stop(); }
    void stop() override { end(); }

private:
    void end();
    Result<void> start_reader();
    void warn_of_fallback() const;

    const ProcessMonitorOptions options_;
    Log& log_;
    const Clock& clock_;
    std::string backend_;
    std::optional<ProcessSession> session_;
    std::stop_source stop_;
    std::jthread reader_;
};

Result<void> LinuxProcessMonitor::start(EventSink& sink) {
    assert(!session_);
    FileDescriptor wake_up(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (!wake_up.is_open()) {
        return Error("cannot open an eventfd: " + std::generic_category().message(errno));
    }
    session_.emplace(options_, std::move(wake_up), sink, log_, clock_);
    Result<void> started = session_->open(stop_.get_token());
    if (started) {
        backend_ = to_string(session_->backend());
        warn_of_fallback();
        started = start_reader();
    }
    if (!started) {
        session_.reset();
    }
    return started;
}

Result<void> LinuxProcessMonitor::start_reader() {
    try {
        reader_ = std::jthread([this] { session_->run(stop_.get_token()); });
    } catch (const std::system_error& failure) {
        return Error("cannot start a thread: " + failure.code().message() +
                     "; raise the limit with 'ulimit -u' or TasksMax= of the service's unit");
    }
    return {};
}

/// Only when the choice was ours: who names a backend knows what it can.
void LinuxProcessMonitor::warn_of_fallback() const {
    if (options_.backend != ProcessBackend::Auto || session_->passed_over().empty()) {
        return;
    }
    std::string message = "source \"" + options_.name + "\" ";
    if (session_->backend() == ProcessBackend::Poll) {
        message += "looks at /proc every " + format_duration(options_.poll_interval) +
                   ": processes that live shorter are not seen, and exit codes are not known";
    } else {
        message +=
            "reads names and command lines from /proc: those of processes that end at once are missing";
    }
    message += ". For more: " + session_->passed_over().front();
    log_.warn("process_monitor_fallback", message, {{"source", options_.name}, {"backend", backend_}});
}

void LinuxProcessMonitor::end() {
    stop_.request_stop();
    if (reader_.joinable()) {
        reader_.join();
    }
    session_.reset();
}

}  // namespace

std::unique_ptr<Source> make_process_monitor(ProcessMonitorOptions options, Log& log, const Clock& clock) {
    return std::make_unique<LinuxProcessMonitor>(std::move(options), log, clock);
}

}  // namespace wee
