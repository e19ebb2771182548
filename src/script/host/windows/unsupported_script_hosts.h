#pragma once

#include <memory>

#include "script/host/script_host.h"

namespace wee {

/// A starter whose every start is an error that says so.
std::unique_ptr<ScriptHostStarter> make_script_host_starter();

}  // namespace wee
