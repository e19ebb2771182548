#pragma once

#include <memory>

#include "actions/action.h"
#include "actions/action_options.h"
#include "actions/script_action_maker.h"
#include "os/http_client.h"
#include "os/process_launcher.h"
#include "telemetry/log.h"

namespace wee {

/// What actions work with. All must outlive every action made.
struct ActionPorts {
    Log& log;
    ProcessLauncher& launcher;
    HttpClient& http;
    ScriptActionMaker* scripts = nullptr;  ///< Null: there are no such actions here.
};

/// The action that the options describe.
std::shared_ptr<const Action> make_action(const ActionOptions& options, const ActionPorts& ports);

}  // namespace wee
