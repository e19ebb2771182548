#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "rules/key_address.h"
#include "rules/kind_bounds.h"
#include "rules/lookup_key.h"
#include "rules/subject_slots.h"

namespace wee {

/// A key that a rule is to be filed under, or, without a place, for events of these kinds whatever they hold.
struct PlannedKey {
    struct Filing {
        KeyPlace place;
        KeyAddress address;
        LookupKey key;
    };
    std::optional<Filing> filing;
    /// Given that the key is there. Bounds of no possible kind are never planned.
    KindBounds bounds;
};

/// Chooses for triggers the keys that the fewest others want too, so that an event meets few candidates.
/// First `count` them all, then `plan` each.
class KeyPlanner {
public:
    KeyPlanner(SubjectSlots& slots, std::size_t rule_count);

    void count(const Trigger& trigger);
    /// Where none of the keys is there, the trigger is false.
    [[nodiscard]] std::vector<PlannedKey> plan(const Trigger& trigger);

private:
    struct Counting;
    struct Planning;

    [[nodiscard]] std::uint32_t& population(std::uint64_t hash) { return populations_[hash >> shift_]; }

    SubjectSlots& slots_;
    /// How many want the keys with a hash that begins so: an estimate is good enough.
    std::vector<std::uint32_t> populations_;
    unsigned shift_;
};

}  // namespace wee
