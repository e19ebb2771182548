#pragma once

#include <chrono>
#include <memory>
#include <stop_token>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "event/event_sink.h"
#include "sources/files/directory_lister.h"
#include "sources/files/file_watcher_options.h"
#include "sources/files/polled_roots.h"
#include "telemetry/log.h"

namespace wee {

/// Watches files by reading their directories again and again, on a thread of its own. It rests between two
/// looks for the poll interval and at least four times as long as the last look took, so it uses a fifth of
/// a core at most. What it remembers was measured as 120 to 140 bytes a file, with names of 17 bytes.
///
/// A file system may not answer (a network drive whose server is gone). No call waits for it: when the thread
/// does not come back from it in time, `stop` leaves the thread behind, which ends when it does come back and
/// touches nothing but its own memory and the lister until then.
class FilePoller {
public:
    static constexpr std::chrono::milliseconds kPatience{60};

    /// `sink`, `log` and `clock` must live until `stop` returned.
    FilePoller(const FileWatcherOptions& options, std::shared_ptr<const DirectoryLister> lister,
               EventSink& sink, Log& log, const Clock& clock);
    ~FilePoller();
    FilePoller(const FilePoller&) = delete;
    FilePoller& operator=(const FilePoller&) = delete;

    /// The next look includes the path. `arrival`: of what it holds then. Any thread, like `remove`.
    void add(const std::string& path, PolledRootKind kind, Arrival arrival);
    /// The next look reports what was known of it as gone.
    void remove(const std::string& path);

    /// Begins to look. Fails with a sentence when there is no thread. May be called again: does nothing then.
    Result<void> start();
    /// Waits until everything that was added before `start` was looked at, or the patience is over: false.
    /// Fails when no path can be read, or when it is asked to stop.
    Result<bool> wait_for_first_look(const std::stop_token& stop, std::chrono::milliseconds patience) const;
    /// Any thread.
    void request_stop();
    /// The sink is called no more. Takes little more than kPatience at most.
    void stop();

private:
    class Polling;
    std::shared_ptr<Polling> polling_;
};

}  // namespace wee
