#pragma once

#include <string>

#include "rules/trigger.h"

namespace wee {

/// What can be told of a trigger before any event has come.

/// A sentence for why no event makes it true, as far as that can be seen: kinds of event that exclude each
/// other, conditions on one field that no value meets. Empty when none was found.
std::string why_never_true(const Trigger& trigger);

/// True when it only says what must not be, so that nearly every event makes it true.
bool only_excludes(const Trigger& trigger);

}  // namespace wee
