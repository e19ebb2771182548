#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/clock.h"
#include "sources/processes/process_facts.h"
#include "sources/processes/process_tracker.h"

namespace wee {

/// What one read of a feed may say beside what it told the tracker.
struct FeedLoss {
    std::string reason;
    std::optional<std::uint64_t> count;  ///< Of lost records, where it is known.
};

/// What the kernel tells of processes, by one of its interfaces. Port; one thread at a time.
class ProcessFeed {
public:
    virtual ~ProcessFeed() = default;
    /// Readable (poll) when there is something to read; -1: there never is, only the deadline counts.
    [[nodiscard]] virtual int descriptor() const = 0;
    /// When it is to be read though nothing has become readable.
    [[nodiscard]] virtual std::optional<SteadyTime> next_deadline() const { return std::nullopt; }
    /// Told when the tracker has learnt what runs: at the beginning, and after a loss.
    virtual void follow(const ProcessTracker& tracker, const ProcessListing& listing) = 0;
    /// Tells the tracker all that waits; never waits itself. A loss when the kernel had to drop some.
    virtual std::optional<FeedLoss> read(ProcessTracker& tracker) = 0;
};

}  // namespace wee
