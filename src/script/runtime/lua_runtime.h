#pragma once

#include <memory>

#include "base/result.h"
#include "script/script_calls.h"
#include "script/script_execution.h"

namespace wee {

/// Runs scripts, one after the other, each in a fresh Lua state that has nothing but the sandbox
/// (runtime/lua_sandbox.h). One thread at a time.
///
/// It holds what a script can do, its memory and what it writes. It does not hold its time, nor what a
/// mistake in Lua itself would do: whoever runs it does so in a process that can be ended (script/host).
class LuaRuntime {
public:
    LuaRuntime();
    ~LuaRuntime();
    LuaRuntime(const LuaRuntime&) = delete;
    LuaRuntime& operator=(const LuaRuntime&) = delete;

    /// Runs the source's top level and then the function with the event. What was compiled is kept by digest
    /// and name; the last 64 are. Every failure is an outcome that says file and line.
    ScriptOutcome execute(const ScriptRequest& request, ScriptCalls& calls);

    /// Compiles and runs nothing. The error names file and line.
    Result<void> check(const ScriptSource& source);

private:
    class State;
    std::unique_ptr<State> state_;
};

}  // namespace wee
