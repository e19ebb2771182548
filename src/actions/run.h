#pragma once

#include <memory>

#include "base/rule_index.h"
#include "event/event.h"

namespace wee {

/// One rule's actions for one event: what the rule engine hands to the executor.
struct Run {
    RuleIndex rule = 0;
    std::shared_ptr<const Event> event;
};

}  // namespace wee
