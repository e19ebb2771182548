#include "app/script_host_command.h"

#include "app/backends.h"
#include "script/runtime/lua_runtime.h"

namespace wee {

ExitCode host_scripts() {
    LuaRuntime runtime;
    return static_cast<ExitCode>(
        run_script_host([&runtime](const ScriptRequest& request, ScriptCalls& calls) {
            return runtime.execute(request, calls);
        }));
}

}  // namespace wee
