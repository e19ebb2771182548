#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "event/event_sink.h"
#include "os/linux/file_descriptor.h"
#include "sources/files/directory_tree.h"
#include "sources/files/file_poller.h"
#include "sources/files/file_reports.h"
#include "sources/files/file_tracker.h"
#include "sources/files/file_watcher_options.h"
#include "sources/files/linux/inotify_queue.h"
#include "sources/files/linux/inotify_translator.h"
#include "sources/files/linux/mount_table.h"
#include "sources/files/linux/polled_places.h"
#include "sources/files/linux/read_pacing.h"
#include "sources/files/linux/watch_problems.h"
#include "sources/files/linux/watched_roots.h"
#include "sources/files/linux/watched_tree.h"
#include "sources/files/scan_progress.h"
#include "telemetry/log.h"

namespace wee {

/// One time of watching, from start to stop: everything that the reading thread works with, put together.
class InotifySession {
public:
    /// `sink`, `log` and `clock` must outlive the object; `wake_up` is an eventfd; `mounts` is the path of
    /// the kernel's list.
    InotifySession(const FileWatcherOptions& options, std::vector<std::string> roots,
                   std::unique_ptr<InotifyQueue> queue, FileDescriptor wake_up, const std::string& mounts,
                   EventSink& sink, Log& log, const Clock& clock);

    /// Watches; returns when everything is watched. Emits nothing. Before `run`. Fails when there is no path
    /// that is watched or waited for, and, within kDrainTime, when it is asked to stop.
    Result<void> open(const std::stop_token& stop);
    /// Reads and reports until the stop, then hands over what is queued already, for kDrainTime at most.
    void run(const std::stop_token& stop);

private:
    enum class ReadOutcome { Nothing, Records };

    void ask_to_stop();
    void let_records_gather();
    void wait();
    [[nodiscard]] std::optional<SteadyTime> next_deadline() const;
    ReadOutcome read();
    void recover_from_overflow();
    Result<void> begin_polling(const std::stop_token& stop);
    void follow_mounts();
    [[nodiscard]] bool must_end() const;

    const std::string source_;
    Log& log_;
    const Clock& clock_;
    const std::unique_ptr<InotifyQueue> queue_;
    const FileDescriptor wake_up_;
    std::atomic<SteadyTime> must_end_at_{SteadyTime::max()};
    std::vector<std::byte> buffer_;
    ReadPacing pacing_;
    SteadyTime::duration pause_{};
    bool have_mounts_changed_ = false;
    WallTime seen_all_until_{};  // everything that happened before was read

    const std::unique_ptr<FilePoller> poller_;  // null where it is not wanted
    MountTable mounts_;
    PolledPlaces places_;
    WatchProblems problems_;
    ScanProgress progress_;
    DirectoryTree tree_;
    FileReports reports_;
    FileTracker tracker_;
    WatchedTree watched_;
    WatchedRoots roots_;
    InotifyTranslator translator_;
};

}  // namespace wee
