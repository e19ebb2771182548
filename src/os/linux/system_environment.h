#pragma once

#include <memory>

#include "os/environment.h"

namespace wee {

/// The engine's own variables; the home folder is HOME, or else what the user database says.
/// REQUIRES: nobody changes the variables while they are read.
std::unique_ptr<Environment> make_environment();

}  // namespace wee
