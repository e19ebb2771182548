#pragma once

#include <memory>

#include "os/environment.h"

namespace wee {

/// The engine's own variables; the home folder is USERPROFILE.
std::unique_ptr<Environment> make_environment();

}  // namespace wee
