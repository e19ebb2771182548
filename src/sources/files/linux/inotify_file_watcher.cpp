#include "sources/files/linux/inotify_file_watcher.h"

#include <sys/eventfd.h>

#include <cassert>
#include <cerrno>
#include <optional>
#include <stop_token>
#include <system_error>
#include <thread>
#include <utility>

#include "sources/files/linux/inotify_session.h"
#include "sources/files/root_paths.h"

namespace wee {
namespace {

class InotifyFileWatcher final : public Source {
public:
    InotifyFileWatcher(FileWatcherOptions options, Log& log, const Clock& clock,
                       const Environment& environment, InotifyQueueFactory open_queue, std::string mounts)
        : options_(std::move(options)),
          log_(log),
          clock_(clock),
          environment_(environment),
          open_queue_(std::move(open_queue)),
          mounts_(std::move(mounts)) {}

    ~InotifyFileWatcher() override { stop(); }

    [[nodiscard]] const std::string& name() const override { return options_.name; }
    [[nodiscard]] std::string backend() const override { return "inotify"; }
    Result<void> start(EventSink& sink) override;
    void request_stop() override { stop_.request_stop(); }
    void stop() override;

private:
    Result<void> start_reader();

    const FileWatcherOptions options_;
    Log& log_;
    const Clock& clock_;
    const Environment& environment_;
    const InotifyQueueFactory open_queue_;
    const std::string mounts_;
    std::optional<InotifySession> session_;
    std::stop_source stop_;
    std::jthread reader_;
};

Result<void> InotifyFileWatcher::start(EventSink& sink) {
    assert(!session_);
    Result<std::vector<std::string>> roots = expand_root_paths(options_, environment_, log_);
    if (!roots) {
        return roots.error();
    }
    Result<std::unique_ptr<InotifyQueue>> queue = open_queue_();
    if (!queue) {
        return queue.error();
    }
    FileDescriptor wake_up(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (!wake_up.is_open()) {
        return Error("cannot open an eventfd: " + std::generic_category().message(errno));
    }
    session_.emplace(options_, std::move(roots).value(), std::move(queue).value(), std::move(wake_up),
                     mounts_, sink, log_, clock_);
    Result<void> started = session_->open(stop_.get_token());
    if (started) {
        started = start_reader();
    }
    if (!started) {
        session_.reset();
    }
    return started;
}

Result<void> InotifyFileWatcher::start_reader() {
    try {
        reader_ = std::jthread([this] { session_->run(stop_.get_token()); });
    } catch (const std::system_error& failure) {
        return Error("cannot start a thread: " + failure.code().message() +
                     "; raise the limit with 'ulimit -u' or TasksMax= of the service's unit");
    }
    return {};
}

void InotifyFileWatcher::stop() {
    stop_.request_stop();
    if (reader_.joinable()) {
        reader_.join();
    }
    session_.reset();
}

}  // namespace

std::unique_ptr<Source> make_inotify_file_watcher(FileWatcherOptions options, Log& log, const Clock& clock,
                                                  const Environment& environment,
                                                  InotifyQueueFactory open_queue, std::string mounts) {
    return std::make_unique<InotifyFileWatcher>(std::move(options), log, clock, environment,
                                                std::move(open_queue), std::move(mounts));
}

}  // namespace wee
