#pragma once

#include <memory>
#include <string>

#include "base/clock.h"
#include "base/rule_index.h"
#include "event/event.h"

namespace wee {

/// A rule whose actions are to run now, for this event.
struct Firing {
    RuleIndex rule = 0;
    std::shared_ptr<const Event> event;
    std::string key;    ///< What debounce, throttle, cooldown and modes go by.
    SteadyTime time{};  ///< On the rule engine's clock, which in a replay is that of the events.
};

}  // namespace wee
