#pragma once

#include <functional>
#include <string>
#include <vector>

#include "script/host/script_channel.h"
#include "script/script_calls.h"
#include "script/script_execution.h"

namespace wee {

/// Executes one script; `calls` is good until it returns.
using ScriptExecutor = std::function<ScriptOutcome(const ScriptRequest& request, ScriptCalls& calls)>;

/// The host's side of the conversation: says that it is ready, then executes what it is told to, one after the
/// other, until the engine closes the line or says what makes no sense. On the calling thread.
void serve_scripts(ScriptChannel& channel, const ScriptExecutor& execute,
                   const std::vector<std::string>& lacks);

}  // namespace wee
