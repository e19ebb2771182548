#include "script/runtime/lua_values.h"
#include "script/runtime/script_api.h"
#include "script/runtime/script_context.h"

namespace wee {

int call_engine(lua_State* state, std::string_view function, ScriptList arguments) {
    const Result<ScriptValue> answer = context_of(state).calls.call(function, arguments);
    arguments.clear();  // may be large, and the answer too
    if (!answer) {
        raise_lua_error(state, answer.error().message());
    }
    push_lua_value(state, answer.value());
    return 1;
}

}  // namespace wee
