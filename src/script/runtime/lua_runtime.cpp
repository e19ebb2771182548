#include "script/runtime/lua_runtime.h"

#include <cassert>
#include <limits>
#include <random>
#include <utility>

#include "base/timestamp.h"
#include "script/runtime/compiled_scripts.h"
#include "script/runtime/lua_failure.h"
#include "script/runtime/lua_memory.h"
#include "script/runtime/lua_sandbox.h"
#include "script/runtime/lua_values.h"
#include "script/runtime/script_context.h"
#include "script/runtime/script_text.h"
#include "script/runtime/script_verdict.h"

namespace wee {
namespace {

constexpr std::size_t kMostCompiled = 64;

/// What happens within the protected call reads and fills.
struct Run {
    const ScriptRequest& request;
    std::uint64_t seed;
    Result<ScriptValue> returned = ScriptValue{};
};

void set_field(lua_State* lua, const char* name, std::string_view value) {
    push_lua_text(lua, value);
    lua_setfield(lua, -2, name);
}

void push_event(lua_State* lua, const Event& event) {
    constexpr int kFields = 5;
    lua_createtable(lua, 0, kFields);
    set_field(lua, "id", event.id.to_string());
    set_field(lua, "timestamp", format_timestamp(event.timestamp));
    set_field(lua, "kind", to_string(event.kind));
    set_field(lua, "source", event.source);
    lua_createtable(lua, 0, static_cast<int>(event.metadata.size()));
    for (const Field& field : event.metadata) {
        push_lua_text(lua, field.name());
        push_lua_text(lua, field.value);
        lua_rawset(lua, -3);
    }
    lua_setfield(lua, -2, "metadata");
}

/// The state is the same bytes each time: its random numbers are not to be.
void seed_random_numbers(lua_State* lua, std::uint64_t seed) {
    lua_getglobal(lua, LUA_MATHLIBNAME);
    lua_getfield(lua, -1, "randomseed");
    lua_pushinteger(lua, static_cast<lua_Integer>(seed));
    lua_call(lua, 1, 0);
    lua_pop(lua, 1);
}

/// Pushes the global, past whatever the script may have set as the globals' metatable.
void push_function(lua_State* lua, const ScriptRequest& request) {
    lua_pushglobaltable(lua);
    push_lua_text(lua, request.function);
    lua_rawget(lua, -2);
    if (!lua_isfunction(lua, -1)) {
        const std::string what = lua_isnil(lua, -1) ? "there is no function '" + request.function + '\''
                                                    : '\'' + request.function + "' is a " +
                                                          luaL_typename(lua, -1) + " and no function";
        const std::string message = request.source->name + ": " + what + ": write function " +
                                    request.function + "(event) ... end, without local";
        push_lua_text(lua, message);
        lua_error(lua);
    }
    lua_remove(lua, -2);
}

/// The protected call: the compiled top level and the Run.
int run_script(lua_State* lua) {
    Run& run = *static_cast<Run*>(lua_touserdata(lua, 2));
    lua_settop(lua, 1);
    seed_random_numbers(lua, run.seed);
    push_event(lua, run.request.event);
    lua_pushvalue(lua, 2);
    lua_setglobal(lua, "event");
    if (!run.request.function.empty()) {
        lua_pushvalue(lua, 1);
        lua_call(lua, 0, 0);
        push_function(lua, run.request);
        lua_replace(lua, 1);
    }
    lua_call(lua, 1, 1);
    run.returned = read_lua_value(lua, -1);
    return 0;
}

/// What an error passes before the stack is unwound.
int note_error(lua_State* lua) {
    context_of(lua).traceback = lua_traceback(lua);
    push_lua_text(lua, describe_lua_error(lua, 1));
    return 1;
}

int open_sandbox(lua_State* lua) {
    open_lua_sandbox(lua);
    return 0;
}

}  // namespace

class LuaRuntime::State {
public:
    State();

    ScriptOutcome execute(const ScriptRequest& request, ScriptCalls& calls);
    Result<void> load(const ScriptSource& source);
    void set_limit(std::size_t bytes) { memory_.set_limit(bytes); }

private:
    ScriptOutcome run(Run& run, ScriptContext& context);
    ScriptOutcome failed(int status, const ScriptRequest& request, std::string traceback);
    std::string memory_sentence(const ScriptRequest& request) const;

    LuaMemory memory_;
    lua_State* lua_;
    LuaMemory::Snapshot sandbox_;  // with nothing of a script's
    CompiledScripts compiled_{kMostCompiled};
    std::string refused_at_;  // the place that the memory did not suffice for
    std::mt19937_64 random_{std::random_device{}()};
};

LuaRuntime::State::State() {
    memory_.set_limit(std::numeric_limits<std::size_t>::max());
    lua_ = lua_newstate(LuaMemory::allocate, &memory_);
    assert(lua_ != nullptr);
    lua_pushcfunction(lua_, open_sandbox);
    [[maybe_unused]] const int status = lua_pcall(lua_, 0, 0, 0);
    assert(status == LUA_OK);
    lua_gc(lua_, LUA_GCCOLLECT);
    sandbox_ = memory_.save();
    memory_.set_on_refusal([this] { refused_at_ = lua_place(lua_); });
}

/// Leaves a fresh state with the compiled top level on its stack.
Result<void> LuaRuntime::State::load(const ScriptSource& source) {
    if (const LuaMemory::Snapshot* compiled = compiled_.find(source)) {
        memory_.restore(*compiled);
        return {};
    }
    memory_.restore(sandbox_);
    Result<void> result = push_compiled(lua_, source);
    if (result && memory_.can_save()) {
        lua_gc(lua_, LUA_GCCOLLECT);
        compiled_.add(source, memory_.save());
    }
    return result;
}

ScriptOutcome LuaRuntime::State::execute(const ScriptRequest& request, ScriptCalls& calls) {
    set_limit(request.limits.memory);
    if (const Result<void> loaded = load(*request.source); !loaded) {
        return {.succeeded = false, .message = loaded.error().message(), .traceback = {}};
    }
    ScriptContext context{.calls = calls, .output = ScriptOutput(calls, request.limits.output)};
    Run prepared{.request = request, .seed = random_()};
    ScriptOutcome outcome = run(prepared, context);
    if (!memory_.can_save()) {
        memory_.restore(sandbox_);  // what a script had beyond the arena is the system's again
    }
    return outcome;
}

ScriptOutcome LuaRuntime::State::run(Run& run, ScriptContext& context) {
    set_context(lua_, &context);
    refused_at_.clear();
    lua_pushcfunction(lua_, note_error);
    lua_insert(lua_, 1);
    lua_pushcfunction(lua_, run_script);
    lua_insert(lua_, 2);
    lua_pushlightuserdata(lua_, &run);
    const int status = lua_pcall(lua_, 2, 0, 1);
    if (status != LUA_OK) {
        return failed(status, run.request, std::move(context.traceback));
    }
    if (!run.returned) {
        return {.succeeded = false,
                .message = run.request.source->name +
                           ": what was returned is no plain data: " + run.returned.error().message(),
                .traceback = {}};
    }
    ScriptValue returned = std::move(run.returned).value();
    return run.request.answer == ScriptAnswer::Outcome
               ? judge_script(run.request, std::move(returned))
               : ScriptOutcome{
                     .succeeded = true, .message = {}, .traceback = {}, .returned = std::move(returned)};
}

ScriptOutcome LuaRuntime::State::failed(int status, const ScriptRequest& request, std::string traceback) {
    if (status == LUA_ERRMEM) {
        return {.succeeded = false, .message = memory_sentence(request), .traceback = refused_at_};
    }
    const bool is_text = lua_type(lua_, -1) == LUA_TSTRING;
    std::string message =
        is_text ? std::string(lua_text(lua_, -1)) : "the script ended with an error that cannot be shown";
    if (status != LUA_ERRRUN) {  // raised while another was handled
        message = request.source->name + ": " + message;
    }
    return {.succeeded = false, .message = std::move(message), .traceback = std::move(traceback)};
}

std::string LuaRuntime::State::memory_sentence(const ScriptRequest& request) const {
    constexpr std::size_t kKilobyte = 1024;
    return (refused_at_.empty() ? request.source->name : refused_at_) +
           ": not enough memory: the script may use " + std::to_string(request.limits.memory / kKilobyte) +
           " KB";
}

LuaRuntime::LuaRuntime() : state_(std::make_unique<State>()) {}
LuaRuntime::~LuaRuntime() = default;

ScriptOutcome LuaRuntime::execute(const ScriptRequest& request, ScriptCalls& calls) {
    return state_->execute(request, calls);
}

Result<void> LuaRuntime::check(const ScriptSource& source) {
    state_->set_limit(ScriptLimits().memory);
    return state_->load(source);
}

}  // namespace wee
