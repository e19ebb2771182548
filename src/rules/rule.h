#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "base/fingerprint.h"
#include "base/rule_index.h"
#include "base/template_text.h"
#include "rules/trigger.h"

namespace wee {

/// When a rule that matched fires. Zero: not at all held back. Each counts by the rule's key.
struct RuleTiming {
    /// Fires when this long has passed without another match; the last event is the one that counts.
    std::chrono::milliseconds debounce{0};
    /// Fires at once, then not again for this long.
    std::chrono::milliseconds throttle{0};
};

/// A rule that fires more than `most` times within `window` for one key probably triggers itself: it is
/// suspended for that key until `pause` has passed.
struct BreakerOptions {
    bool enabled = true;
    std::uint32_t most = 100;
    std::chrono::milliseconds window{std::chrono::seconds{10}};
    std::chrono::milliseconds pause{std::chrono::minutes{1}};
};

/// What the rule engine knows of a rule. Its actions belong to the executor.
struct Rule {
    std::string name;
    bool enabled = true;
    Trigger trigger{};
    std::optional<TemplateText> key{};  ///< None: what the event is about (event/event_key.h).
    RuleTiming timing{};
    BreakerOptions breaker{};
    /// Of all that the configuration says of the rule, actions included: a reload that leaves it as it was
    /// leaves the rule's timers and counters alone.
    Fingerprint definition = Fingerprint::Unknown;
};

}  // namespace wee
