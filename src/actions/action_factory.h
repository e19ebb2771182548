#pragma once

#include <memory>

#include "actions/action.h"
#include "actions/action_options.h"
#include "actions/script_action_maker.h"
#include "os/process_launcher.h"
#include "telemetry/log.h"

namespace wee {

/// What actions work with. All must outlive every action made. Null: there are no such actions here.
struct ActionPorts {
    Log& log;
    ProcessLauncher& launcher;
    ScriptActionMaker* scripts = nullptr;
};

/// The action that the options describe.
std::shared_ptr<const Action> make_action(const ActionOptions& options, const ActionPorts& ports);

}  // namespace wee
