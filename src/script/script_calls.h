#pragma once

#include <string_view>

#include "base/result.h"
#include "script/script_value.h"
#include "telemetry/log.h"

namespace wee {

/// The only way out of the sandbox: what a script asks of the engine, which decides.
class ScriptCalls {
public:
    virtual ~ScriptCalls() = default;

    /// `function` is a name of the API ("exec.run", "fs.read", "http.get"). Waits for the answer, on the
    /// script's thread. An error is what the script gets to see, without a place: the caller adds file and
    /// line.
    virtual Result<ScriptValue> call(std::string_view function, const ScriptList& arguments) = 0;

    /// A line of `log.*` or `print`.
    virtual void log(LogLevel level, std::string_view line) = 0;
};

}  // namespace wee
