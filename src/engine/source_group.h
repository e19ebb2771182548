#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "config/config.h"
#include "engine/source_factory.h"
#include "engine/source_outlet.h"
#include "event/event_sink.h"
#include "telemetry/log.h"

namespace wee {

/// What came of starting or replacing the sources.
struct SourceChanges {
    std::size_t kept = 0;
    std::size_t started = 0;
    std::size_t failed = 0;  ///< Could not be started: logged, and tried again at the next reload.
    std::size_t stopped = 0;
};

/// The engine's sources: those of the configuration that is in force. Not synchronised.
class SourceGroup {
public:
    /// All must outlive the group.
    SourceGroup(SourceFactory& factory, EventSink& sink, Log& log)
        : factory_(factory), sink_(sink), log_(log) {}
    ~SourceGroup() { stop(); }
    SourceGroup(const SourceGroup&) = delete;
    SourceGroup& operator=(const SourceGroup&) = delete;

    /// Makes these the sources. One that runs and whose definition is the same goes on untouched. The others
    /// are started first and the old ones stopped after that, so that nothing is missed between the two; what
    /// both saw meanwhile is handed on once. A `stop` ends a start that takes long.
    SourceChanges replace(std::span<const SourceConfig> sources, const std::stop_token& stop);

    /// Ends all; what they had seen is handed on first.
    void stop();

    [[nodiscard]] std::size_t running() const { return members_.size(); }

private:
    struct Member {
        Fingerprint definition;
        std::unique_ptr<SourceOutlet> outlet;  // before the source, which calls it to the last
        std::unique_ptr<Source> source;
    };
    using Members = std::vector<Member>;

    std::optional<Member> take(Fingerprint definition);
    std::optional<Member> start(const SourceConfig& config, const std::stop_token& stop);
    static void stop(Members& members);
    static void hand_over(Members& from, Members& to);

    SourceFactory& factory_;
    EventSink& sink_;
    Log& log_;
    Members members_;
};

}  // namespace wee
