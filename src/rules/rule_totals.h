#pragma once

#include <cstdint>

namespace wee {

/// What became of every match: matched == fired + held_back + throttled + suspended_firings + discarded + pending.
struct RuleTotals {
    std::uint64_t matched = 0;            ///< Two rules on one event are two.
    std::uint64_t fired = 0;              ///< Handed to the FiringHandler.
    std::uint64_t held_back = 0;          ///< A later match of the same key took its place in a debounce.
    std::uint64_t throttled = 0;          ///< Came in the silence after a firing.
    std::uint64_t suspended_firings = 0;  ///< The breaker kept it back; the one that tripped it counts too.
    std::uint64_t discarded = 0;  ///< Still waited in a debounce at the end, or when its rule changed.
    std::uint64_t pending = 0;    ///< Waits in a debounce now.
    std::uint64_t breaker_trips = 0;

    friend bool operator==(const RuleTotals&, const RuleTotals&) = default;
};

}  // namespace wee
