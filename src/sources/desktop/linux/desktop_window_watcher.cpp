#include "sources/desktop/linux/desktop_window_watcher.h"

#include <sys/eventfd.h>

#include <cassert>
#include <cerrno>
#include <chrono>
#include <future>
#include <optional>
#include <stop_token>
#include <system_error>
#include <thread>
#include <utility>

#include "sources/desktop/linux/window_backends.h"
#include "sources/desktop/linux/window_session.h"

namespace wee {
namespace {

/// A server that answers has this long to answer what was asked before the stop.
constexpr std::chrono::milliseconds kGentleStopTime{60};

class DesktopWindowWatcher final : public Source {
public:
    DesktopWindowWatcher(WindowWatcherOptions options, Log& log, const Clock& clock,
                         const Environment& environment)
        : options_(std::move(options)), log_(log), clock_(clock), environment_(environment) {}
    ~DesktopWindowWatcher() override { stop(); }

    [[nodiscard]] const std::string& name() const override { return options_.name; }
    [[nodiscard]] std::string backend() const override { return backend_; }
    Result<void> start(EventSink& sink) override;
    void request_stop() override { stop_.request_stop(); }
    void stop() override;

private:
    Result<void> open(EventSink& sink);
    Result<void> start_watching();
    void watch(std::promise<Result<void>> opened, std::promise<void> finished);
    void warn_of_unseen_windows();

    const WindowWatcherOptions options_;
    Log& log_;
    const Clock& clock_;
    const Environment& environment_;
    std::string backend_;
    std::optional<WindowSession> session_;
    std::stop_source stop_;
    std::future<void> finished_;
    std::jthread thread_;  // last: it uses all of the above
};

Result<void> DesktopWindowWatcher::start(EventSink& sink) {
    assert(!session_);
    if (Result<void> opened = open(sink); !opened) {
        stop();
        return opened;
    }
    warn_of_unseen_windows();
    return {};
}

Result<void> DesktopWindowWatcher::open(EventSink& sink) {
    Result<std::unique_ptr<WindowConnection>> connection =
        make_window_connection(options_.backend, environment_, clock_);
    if (!connection) {
        return connection.error();
    }
    FileDescriptor wake_up(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (!wake_up.is_open()) {
        return Error("cannot open an eventfd: " + std::generic_category().message(errno));
    }
    backend_ = connection.value()->backend();
    session_.emplace(options_.name, WindowFilter(options_.title_pattern, options_.process_pattern),
                     std::move(connection).value(), std::move(wake_up), sink, log_, clock_);
    return start_watching();
}

Result<void> DesktopWindowWatcher::start_watching() {
    std::promise<Result<void>> opened;
    std::future<Result<void>> outcome = opened.get_future();
    std::promise<void> finished;
    finished_ = finished.get_future();
    try {
        thread_ = std::jthread([this, opened = std::move(opened), finished = std::move(finished)]() mutable {
            watch(std::move(opened), std::move(finished));
        });
    } catch (const std::system_error& failure) {
        return Error("cannot start a thread: " + failure.code().message() +
                     "; raise the limit with 'ulimit -u' or TasksMax= of the service's unit");
    }
    return outcome.get();
}

void DesktopWindowWatcher::watch(std::promise<Result<void>> opened, std::promise<void> finished) {
    const std::stop_token stop = stop_.get_token();
    Result<void> outcome = session_->open(stop);
    const bool is_open = outcome.ok();
    opened.set_value(std::move(outcome));
    if (is_open) {
        session_->run(stop);
    }
    finished.set_value();
}

void DesktopWindowWatcher::warn_of_unseen_windows() {
    if (backend_ == "x11" && is_x11_only_a_part(environment_)) {
        log_.warn("windows_unseen",
                  "source \"" + options_.name +
                      "\": this is a Wayland session: by X11 only the windows of X11 programs are seen",
                  {{"source", options_.name}});
    }
}

void DesktopWindowWatcher::stop() {
    stop_.request_stop();
    if (thread_.joinable()) {
        if (finished_.wait_for(kGentleStopTime) != std::future_status::ready) {
            session_->interrupt();
        }
        thread_.join();
    }
    session_.reset();
}

}  // namespace

std::unique_ptr<Source> make_desktop_window_watcher(WindowWatcherOptions options, Log& log,
                                                    const Clock& clock, const Environment& environment) {
    return std::make_unique<DesktopWindowWatcher>(std::move(options), log, clock, environment);
}

}  // namespace wee
