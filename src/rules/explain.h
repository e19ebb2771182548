#pragma once

#include <optional>
#include <string>
#include <vector>

#include "event/event.h"
#include "rules/trigger.h"

namespace wee {

/// Why an event makes a condition true, or does not.
struct Explanation {
    std::string condition;  ///< As its author wrote it, or described from its parts: `pattern = "*.txt"`.
    bool passed = false;
    /// What the condition looked at; empty when the event has nothing of the kind, none for `all`, `any` and
    /// `not`. Bytes as the event has them.
    std::optional<std::vector<std::string>> seen{};
    std::vector<Explanation> children{};

    friend bool operator==(const Explanation&, const Explanation&) = default;
};

/// Holds every condition of the trigger against the event, also those that could no longer change the
/// verdict. The verdict (`passed` of the root) is that of `is_met`.
Explanation explain(const Trigger& trigger, const Event& event);

/// The explanation of a whole rule, one for each condition that it needs: where the trigger is an `all` that
/// nobody wrote as such (the keys of one table), its children, else the trigger alone.
std::vector<Explanation> explain_conditions(const Trigger& trigger, const Event& event);

}  // namespace wee
