#pragma once

#include "rules/lookup_key.h"

namespace wee {

/// What an event must have for the condition to be true.
///
/// A key of a file name that `proves` does so unless the path ends in a separator: what a glob of the whole
/// path takes for the name is empty then.
KeyAlternatives keys_of(const TextCondition& condition);
KeyAlternatives keys_of(const PathUnderCondition& condition);
KeyAlternatives keys_of(const ExistsCondition& condition);
KeyAlternatives keys_of(const NumberCondition& condition);

}  // namespace wee
