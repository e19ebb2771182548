#pragma once

#include <cstdint>

namespace wee {

/// The books of one engine's life:
/// generated == processed + dropped;
/// matched == held_back + suspended + runs_left_out + runs_dropped + runs that were begun.
struct EngineSummary {
    std::uint64_t generated = 0;
    std::uint64_t processed = 0;
    std::uint64_t dropped = 0;
    std::uint64_t matched = 0;        ///< Two rules on one event are two.
    std::uint64_t held_back = 0;      ///< By debounce and throttle.
    std::uint64_t suspended = 0;      ///< By the breaker.
    std::uint64_t breaker_trips = 0;  ///< How often the breaker suspended a rule for a key.
    std::uint64_t runs_left_out = 0;  ///< By a rule's mode or cooldown.
    std::uint64_t runs_dropped = 0;   ///< Never begun: too many waited, or the engine ended.
    std::uint64_t actions_succeeded = 0;
    std::uint64_t actions_failed = 0;
};

}  // namespace wee
