// What a script costs: the whole of one execution in its fresh state, by what it does; and what Lua alone
// takes to make a state with its libraries, compile, run and close.
#include <memory>
#include <string>

#include <benchmark/benchmark.h>
#include <lua5.4/lua.hpp>

#include "script/runtime/lua_runtime.h"

namespace wee {
namespace {

constexpr const char* kSmall = R"(
function on_event(event)
    if event.metadata.path:find("%.tmp$") then
        return { success = false, message = "a temporary file" }
    end
    return { success = true, message = event.kind .. " " .. event.metadata.path }
end
)";

constexpr const char* kWork = R"(
local seen = {}
function on_event(event)
    for word in ("the quick brown fox jumps over the lazy dog"):gmatch("%a+") do
        seen[#seen + 1] = word:upper() .. #word
    end
    table.sort(seen)
    log.info(table.concat(seen, " "))
    return { success = true, message = json.encode({ path = event.metadata.path, words = seen }) }
end
)";

class SilentCalls final : public ScriptCalls {
public:
    Result<ScriptValue> call(std::string_view /*function*/, const ScriptList& /*arguments*/) override {
        return ScriptValue{};
    }
    void log(LogLevel /*level*/, std::string_view line) override { benchmark::DoNotOptimize(line.data()); }
};

ScriptRequest request_of(const char* text) {
    ScriptRequest request;
    request.source =
        std::make_shared<const ScriptSource>(ScriptSource{.name = "bench.lua", .text = text, .digest = text});
    request.event = make_event(EventKind::FileCreated, "downloads", WallTime());
    request.event.metadata.set("path", "/home/someone/downloads/report-2026.pdf");
    return request;
}

void execute(benchmark::State& state, const char* text) {
    LuaRuntime runtime;
    SilentCalls calls;
    const ScriptRequest request = request_of(text);
    for (auto _ : state) {
        benchmark::DoNotOptimize(runtime.execute(request, calls));
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK_CAPTURE(execute, small, kSmall);
BENCHMARK_CAPTURE(execute, work, kWork);
BENCHMARK_CAPTURE(execute, failing, "function on_event() return nil + 1 end");

void execute_condition(benchmark::State& state) {
    LuaRuntime runtime;
    SilentCalls calls;
    ScriptRequest request = request_of("return event.metadata.path:find('draft') == nil");
    request.function.clear();
    request.answer = ScriptAnswer::Any;
    for (auto _ : state) {
        benchmark::DoNotOptimize(runtime.execute(request, calls));
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(execute_condition);

void compile_and_execute(benchmark::State& state) {
    LuaRuntime runtime;
    SilentCalls calls;
    ScriptRequest request = request_of(kSmall);
    ScriptSource source = *request.source;
    std::int64_t number = 0;
    for (auto _ : state) {
        source.digest = std::to_string(++number);
        request.source = std::make_shared<const ScriptSource>(source);
        benchmark::DoNotOptimize(runtime.execute(request, calls));
    }
}
BENCHMARK(compile_and_execute);

void lua_alone(benchmark::State& state) {
    for (auto _ : state) {
        lua_State* lua = luaL_newstate();
        luaL_openlibs(lua);
        luaL_loadbufferx(lua, kSmall, std::char_traits<char>::length(kSmall), "bench", "t");
        lua_call(lua, 0, 0);
        lua_getglobal(lua, "on_event");
        lua_newtable(lua);
        lua_newtable(lua);
        lua_pushstring(lua, "/home/someone/downloads/report-2026.pdf");
        lua_setfield(lua, -2, "path");
        lua_setfield(lua, -2, "metadata");
        lua_pushstring(lua, "FileCreated");
        lua_setfield(lua, -2, "kind");
        lua_call(lua, 1, 1);
        lua_close(lua);
    }
}
BENCHMARK(lua_alone);

}  // namespace
}  // namespace wee
