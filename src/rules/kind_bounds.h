#pragma once

#include "event/event_kind.h"
#include "rules/trigger.h"

namespace wee {

/// What the kind of an event alone says of a trigger.
struct KindBounds {
    EventKindSet certain;   ///< Of these every event makes it true, whatever else it holds.
    EventKindSet possible;  ///< Of others none does.

    /// What `All` and `Any` start from, before their first condition.
    static KindBounds always() { return {EventKindSet::all(), EventKindSet::all()}; }
    static KindBounds never() { return {}; }

    [[nodiscard]] KindBounds and_also(KindBounds other) const {
        return {certain & other.certain, possible & other.possible};
    }
    [[nodiscard]] KindBounds or_else(KindBounds other) const {
        return {certain | other.certain, possible | other.possible};
    }
    [[nodiscard]] KindBounds negated() const;
};

KindBounds bounds_of(const Trigger& trigger);
KindBounds bounds_of(const TextCondition& condition);
KindBounds bounds_of(const PathUnderCondition& condition);
KindBounds bounds_of(const ExistsCondition& condition);
KindBounds bounds_of(const NumberCondition& condition);

}  // namespace wee
