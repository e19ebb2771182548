#pragma once

#include <memory>
#include <string>

#include "sources/source.h"

namespace wee {

/// A source of a type that this build does not have: `start` fails with `reason`, a sentence that says so.
/// It lets a configuration be checked and run everywhere. Emits nothing.
std::unique_ptr<Source> make_unsupported_source(std::string name, std::string reason);

}  // namespace wee
