#pragma once

#include <chrono>

namespace wee {

/// A stretch of time in which a zone's clocks are ahead of UTC by the same amount.
struct ZonePeriod {
    std::chrono::sys_seconds begin;
    std::chrono::sys_seconds end;  ///< The first instant of the next period.
    std::chrono::seconds offset{};
};

/// How a place's clocks relate to UTC. Immutable; any thread.
class TimeZone {
public:
    /// Periods reach no further than from here to there, so that sums of times cannot overflow.
    static constexpr std::chrono::sys_seconds kBeginning{std::chrono::seconds{-100'000'000'000}};
    static constexpr std::chrono::sys_seconds kEnd{std::chrono::seconds{100'000'000'000}};

    virtual ~TimeZone() = default;
    /// The period that the instant lies in. Neighbouring periods may have the same offset.
    /// REQUIRES: an instant between kBeginning and kEnd.
    [[nodiscard]] virtual ZonePeriod period_at(std::chrono::sys_seconds instant) const = 0;
};

class UtcZone final : public TimeZone {
public:
    [[nodiscard]] ZonePeriod period_at(std::chrono::sys_seconds) const override {
        return {kBeginning, kEnd, {}};
    }
};

/// When the zone's clocks show this. Of two such instants the first; a time that is skipped is the first
/// instant after the gap.
std::chrono::sys_seconds first_instant_of(const TimeZone& zone, std::chrono::local_seconds local);

}  // namespace wee
