#pragma once

#include <vector>

#include "actions/action.h"
#include "actions/action_options.h"
#include "os/process_launcher.h"

namespace wee {

/// What the actions that start a program have in common.

/// What the options ask for, with their templates filled. The child sees the event as EVENT_* variables
/// (event/event_variables.h); configured ones win over them.
LaunchRequest launch_request(const ExecuteActionOptions& options, const RunScope& scope);

/// Starts the program and waits for its end. Succeeds when its exit code is one of these.
ActionResult run_program(const LaunchRequest& request, const std::vector<int>& success_codes,
                         ProcessLauncher& launcher, const ActionContext& context);

}  // namespace wee
