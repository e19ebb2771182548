#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "event/event.h"
#include "script/script_value.h"

namespace wee {

/// A script as it was read. Equal digests mean equal texts: what was compiled is kept by it.
struct ScriptSource {
    std::string name;  ///< As errors show it: the path as configured.
    std::string text;
    std::string digest;
};

/// What bounds one execution. Time is bounded by whoever runs it, who can end the whole process.
struct ScriptLimits {
    std::size_t memory = 64 * 1024 * 1024;  ///< Bytes of the Lua state.
    std::size_t output = 64 * 1024;         ///< Bytes of `log.*` and `print`; the rest is cut, and says so.
};

/// What a script's function is to return.
enum class ScriptAnswer {
    Outcome,  ///< An action's {success = boolean, message = text}; anything else, or nothing, is an error.
    Any,      ///< A condition's: any plain value, or nothing.
};

/// One execution: a fresh state, the source's top level, then `function(event)`.
struct ScriptRequest {
    std::shared_ptr<const ScriptSource> source;
    /// Empty: the top level itself is the function (`return event.kind == "TimerTick"`). It gets the event as
    /// `...`, and every script finds it in the global `event`.
    std::string function = "on_event";
    Event event;
    ScriptLimits limits{};
    ScriptAnswer answer = ScriptAnswer::Outcome;
};

/// What came of it.
struct ScriptOutcome {
    bool succeeded = false;
    std::string message;     ///< The script's own, or what failed with file and line.
    std::string traceback;   ///< File and line of each call; empty without an error.
    ScriptValue returned{};  ///< What the function returned.
};

}  // namespace wee
