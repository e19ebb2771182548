#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "config/config.h"
#include "engine/source_factory.h"
#include "engine/source_outlet.h"
#include "engine/source_retry.h"
#include "engine/source_status.h"
#include "event/event_sink.h"
#include "telemetry/log.h"

namespace wee {

/// What came of starting or replacing the sources.
struct SourceChanges {
    std::size_t kept = 0;
    std::size_t started = 0;
    std::size_t failed = 0;  ///< Could not be started: logged, and tried again.
    std::size_t stopped = 0;
};

/// The engine's sources: those of the configuration that is in force. One that cannot be started is tried
/// again, with growing pauses. `replace` and `stop` belong to one thread, `statuses` to any.
class SourceGroup {
public:
    /// All must outlive the group.
    SourceGroup(SourceFactory& factory, EventSink& sink, Log& log, const Clock& clock, RetryPause pause = {});
    ~SourceGroup() { stop(); }
    SourceGroup(const SourceGroup&) = delete;
    SourceGroup& operator=(const SourceGroup&) = delete;

    /// Makes these the sources. One that runs and whose definition is the same goes on untouched. The others
    /// are started first and the old ones stopped after that, so that nothing is missed between the two; what
    /// both saw meanwhile is handed on once. A `stop` ends a start that takes long.
    SourceChanges replace(std::span<const SourceConfig> sources, const std::stop_token& stop);

    /// Ends all; what they had seen is handed on first. Their books stay.
    void stop();

    /// Those that run, then those that wait for their next start.
    [[nodiscard]] std::vector<SourceStatus> statuses() const;

private:
    struct Member {
        Fingerprint definition;
        std::string_view type;
        std::size_t failed_starts = 0;
        std::unique_ptr<SourceOutlet> outlet;  // before the source, which calls it to the last
        std::unique_ptr<Source> source;
    };
    using Members = std::vector<std::shared_ptr<Member>>;

    static std::shared_ptr<Member> take(Members& members, Fingerprint definition);
    Result<std::shared_ptr<Member>> start(const SourceConfig& config, const std::stop_token& stop);
    Result<void> start_late(const WaitingSource& waiting, const std::stop_token& stop);
    void report(const WaitingSource& source);
    static void stop(const Members& members);
    static void hand_over(const Members& from, const Members& to);

    SourceFactory& factory_;
    EventSink& sink_;
    Log& log_;
    mutable std::mutex mutex_;  // of members_
    Members members_;
    SourceRetry retry_;  // last: it adds to the above
};

}  // namespace wee
