#pragma once

#include <memory>

#include "actions/action.h"
#include "actions/action_options.h"
#include "actions/script_action_maker.h"
#include "event/event_emitter.h"
#include "os/http_client.h"
#include "os/process_launcher.h"
#include "telemetry/log.h"

namespace wee {

/// What single actions do to the machine.
struct MachinePorts {
    FileWriter* files = nullptr;
    Notifier* notifier = nullptr;
    MediaPlayers* media = nullptr;
};

/// What actions work with. All must outlive every action made. Null: this engine has no such thing, and the
/// actions that need it say so.
struct ActionPorts {
    Log& log;
    ProcessLauncher& launcher;
    HttpClient& http;
    ScriptActionMaker* scripts = nullptr;
    EventEmitter* emitter = nullptr;  ///< Null: nothing is emitted, as in a replay.
    MachinePorts machine{};
};

/// The action that the options describe.
std::shared_ptr<const Action> make_action(const ActionOptions& options, const ActionPorts& ports);

}  // namespace wee
