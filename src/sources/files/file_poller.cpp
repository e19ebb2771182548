#include "sources/files/file_poller.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "sources/files/file_look.h"
#include "sources/files/file_reports.h"
#include "sources/files/file_tracker.h"
#include "sources/files/polled_tree.h"

namespace wee {
namespace {

constexpr int kRestPerWork = 4;

/// Lets the others have the lock while the file system is asked.
class UnlockingLister final : public DirectoryLister {
public:
    UnlockingLister(std::shared_ptr<const DirectoryLister> lister, std::mutex& mutex)
        : lister_(std::move(lister)), mutex_(mutex) {}

    std::error_code look_at(const std::string& path, DirectoryEntry& entry) const override {
        mutex_.unlock();
        const std::error_code error = lister_->look_at(path, entry);
        mutex_.lock();
        return error;
    }
    std::error_code list(const std::string& path, SymbolicLinks links, const std::stop_token& stop,
                         std::vector<DirectoryEntry>& entries) const override {
        mutex_.unlock();
        const std::error_code error = lister_->list(path, links, stop, entries);
        mutex_.lock();
        return error;
    }

private:
    const std::shared_ptr<const DirectoryLister> lister_;
    std::mutex& mutex_;
};

}  // namespace

/// What the thread works with; it has a share in it, so that it may be left behind. The mutex is held by
/// whoever touches anything, and by the thread always, except while it waits or asks the file system.
class FilePoller::Polling final : public EventSink, public std::enable_shared_from_this<FilePoller::Polling> {
public:
    Polling(const FileWatcherOptions& options, std::shared_ptr<const DirectoryLister> lister, EventSink& sink,
            Log& log, const Clock& clock);

    void request(std::string path, PolledRootKind kind, std::optional<Arrival> arrival);
    Result<void> start();
    Result<bool> wait_for_first_look(const std::stop_token& stop, std::chrono::milliseconds patience);
    void request_stop() { stop_.request_stop(); }
    void stop();
    void emit(EventBatch batch) override;

private:
    struct Request {
        std::string path;
        PolledRootKind kind;
        std::optional<Arrival> arrival;  // none: to be removed
    };

    void run();
    std::optional<FileLook> look_at(const std::string& path);
    void rest(std::unique_lock<std::mutex>& lock, SteadyTime until);
    void take_requests();
    void warn_unreadable(const std::string& path, std::error_code error);
    void end();

    const std::string source_;
    const std::chrono::milliseconds interval_;
    EventSink& sink_;
    Log& log_;
    const Clock& clock_;
    std::stop_source stop_;

    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::vector<Request> requests_;
    bool has_looked_ = false;
    bool is_tracker_waiting_ = false;  // for a look at a file, in the midst of its work
    bool has_ended_ = false;           // the thread touches nothing more
    std::thread thread_;

    UnlockingLister lister_;
    DirectoryTree tree_;
    FileReports reports_;
    FileTracker tracker_;
    PolledTree polled_;
    PolledRoots roots_;
    std::vector<std::string> unreadable_;  // sorted
};

FilePoller::Polling::Polling(const FileWatcherOptions& options, std::shared_ptr<const DirectoryLister> lister,
                             EventSink& sink, Log& log, const Clock& clock)
    : source_(options.name),
      interval_(options.poll_interval),
      sink_(sink),
      log_(log),
      clock_(clock),
      lister_(std::move(lister), mutex_),
      reports_(options.name, *this, clock, options.events, options.directories),
      tracker_(tree_, FileFilter(options.pattern, options.ignore), reports_, clock, options.timing,
               options.directories, [this](const std::string& path) { return look_at(path); }),
      polled_(tree_, tracker_, lister_, options.scope(),
              [this](const std::string& path, std::error_code error) { warn_unreadable(path, error); }),
      roots_(options.name, tree_, polled_, lister_, log) {}

void FilePoller::Polling::request(std::string path, PolledRootKind kind, std::optional<Arrival> arrival) {
    const std::lock_guard lock(mutex_);
    requests_.push_back({std::move(path), kind, arrival});
}

Result<void> FilePoller::Polling::start() {
    if (thread_.joinable()) {
        return {};
    }
    try {
        thread_ = std::thread([self = shared_from_this()] { self->run(); });
    } catch (const std::system_error& failure) {
        return Error("cannot start a thread: " + failure.code().message());
    }
    return {};
}

Result<bool> FilePoller::Polling::wait_for_first_look(const std::stop_token& stop,
                                                      std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, stop, patience, [this] { return has_looked_; });
    if (stop.stop_requested()) {
        return Error("it was asked to end before it had begun");
    }
    if (const std::optional<std::string> failure = roots_.failure(); failure && has_looked_) {
        return Error(*failure);
    }
    return has_looked_;
}

void FilePoller::Polling::stop() {
    stop_.request_stop();
    if (!thread_.joinable()) {
        return;
    }
    std::unique_lock lock(mutex_);
    if (changed_.wait_for(lock, kPatience, [this] { return has_ended_; })) {
        lock.unlock();
        thread_.join();
        return;
    }
    log_.warn("file_system_hangs",
              "source '" + source_ + "': a file system does not answer; it is left alone from now on",
              {{"source", source_}});
    end();
    thread_.detach();
}

void FilePoller::Polling::run() {
    std::unique_lock lock(mutex_);
    while (!stop_.stop_requested()) {
        take_requests();
        const SteadyTime begin = clock_.steady_now();
        roots_.pass(stop_.get_token());
        if (stop_.stop_requested()) {
            break;
        }
        reports_.flush();
        has_looked_ = true;
        changed_.notify_all();
        const SteadyTime now = clock_.steady_now();
        rest(lock, now + std::max<SteadyTime::duration>(interval_, kRestPerWork * (now - begin)));
    }
    end();
}

// What waits for its time is reported meanwhile.
void FilePoller::Polling::rest(std::unique_lock<std::mutex>& lock, SteadyTime until) {
    for (SteadyTime now = clock_.steady_now(); now < until && !stop_.stop_requested();
         now = clock_.steady_now()) {
        const SteadyTime next = std::min(until, tracker_.next_deadline().value_or(until));
        changed_.wait_for(lock, stop_.get_token(), next - now, [] { return false; });
        tracker_.report_due();
        reports_.flush();
    }
}

void FilePoller::Polling::take_requests() {
    for (const Request& request : std::exchange(requests_, {})) {
        if (request.arrival) {
            roots_.add(request.path, request.kind, *request.arrival);
        } else {
            roots_.remove(request.path);
        }
    }
}

void FilePoller::Polling::warn_unreadable(const std::string& path, std::error_code error) {
    const auto place = std::ranges::lower_bound(unreadable_, path);
    if (place != unreadable_.end() && *place == path) {
        return;
    }
    unreadable_.insert(place, path);
    const std::string reason = error.message();
    log_.warn("directory_not_watched",
              "cannot watch '" + path + "': " + reason + "; it is tried again, and the rest is watched",
              {{"source", source_}, {"path", path}, {"reason", reason}});
}

std::optional<FileLook> FilePoller::Polling::look_at(const std::string& path) {
    is_tracker_waiting_ = true;
    mutex_.unlock();
    const std::optional<FileLook> look = look_at_file(path);
    mutex_.lock();
    is_tracker_waiting_ = false;
    return look;
}

void FilePoller::Polling::emit(EventBatch batch) {
    if (!has_ended_) {
        sink_.emit(std::move(batch));
    }
}

void FilePoller::Polling::end() {
    if (!has_ended_ && !is_tracker_waiting_) {
        if (const std::size_t incomplete = tracker_.report_all(); incomplete > 0) {
            log_.warn("files_not_complete",
                      "files that were still being written when the watching ended were not reported",
                      {{"source", source_}, {"files", std::to_string(incomplete)}});
        }
        reports_.flush();
    }
    has_ended_ = true;
    changed_.notify_all();
}

FilePoller::FilePoller(const FileWatcherOptions& options, std::shared_ptr<const DirectoryLister> lister,
                       EventSink& sink, Log& log, const Clock& clock)
    : polling_(std::make_shared<Polling>(options, std::move(lister), sink, log, clock)) {}

FilePoller::~FilePoller() {
    stop();
}

void FilePoller::add(const std::string& path, PolledRootKind kind, Arrival arrival) {
    polling_->request(path, kind, arrival);
}

void FilePoller::remove(const std::string& path) {
    polling_->request(path, PolledRootKind::Named, std::nullopt);
}

Result<void> FilePoller::start() {
    return polling_->start();
}

Result<bool> FilePoller::wait_for_first_look(const std::stop_token& stop,
                                             std::chrono::milliseconds patience) const {
    return polling_->wait_for_first_look(stop, patience);
}

void FilePoller::request_stop() {
    polling_->request_stop();
}

void FilePoller::stop() {
    polling_->stop();
}

}  // namespace wee
