#include "script/runtime/lua_runtime.h"

#include <gtest/gtest.h>

#include "tests/support/script_trial.h"

namespace wee {
namespace {

class LuaRuntimeTest : public testing::Test {
protected:
    void expect_failure(std::string_view script, std::string_view message) {
        const ScriptOutcome outcome = trial.run(script);
        EXPECT_FALSE(outcome.succeeded) << script;
        EXPECT_EQ(outcome.message, message) << script;
    }

    ScriptTrial trial;
};

TEST_F(LuaRuntimeTest, TellsWhatTheFunctionReturned) {
    const ScriptOutcome outcome =
        trial.run("function on_event(event) return { success = true, message = event.kind, extra = 7 } end");
    EXPECT_TRUE(outcome.succeeded);
    EXPECT_EQ(outcome.message, "FileCreated");
    EXPECT_EQ(outcome.traceback, "");
    EXPECT_EQ(*find_value(std::get<ScriptTable>(outcome.returned.value), "extra"),
              ScriptValue{std::int64_t{7}});
}

TEST_F(LuaRuntimeTest, ASuccessNeedsNoMessageAndAFailureSaysItsOwn) {
    EXPECT_TRUE(trial.run("function on_event() return { success = true } end").succeeded);
    expect_failure("function on_event() return { success = false, message = 'disk full' } end", "disk full");
    expect_failure("function on_event() return { success = false } end",
                   "test.lua: on_event returned success = false without a message");
}

TEST_F(LuaRuntimeTest, EventsHaveTheDocumentedShape) {
    trial.request.event.metadata.set("size", "12");
    EXPECT_EQ(trial.outcome("return json.encode(event)"),
              R"({"id":")" + trial.request.event.id.to_string() +
                  R"(","kind":"FileCreated","metadata":{"path":"/in/a.txt","size":"12"},)"
                  R"("source":"downloads","timestamp":"1970-01-01T00:00:00.000000Z"})");
    EXPECT_EQ(trial.outcome("local given = ... return given == event and type(event.metadata.size)"),
              "string");
}

TEST_F(LuaRuntimeTest, CallsTheFunctionThatIsNamed) {
    trial.request.function = "cleanup";
    EXPECT_TRUE(
        trial.run("function cleanup(event) return { success = event.source == 'downloads' } end").succeeded);
    expect_failure(
        "local function cleanup() end",
        "test.lua: there is no function 'cleanup': write function cleanup(event) ... end, without local");
    expect_failure("cleanup = 7",
                   "test.lua: 'cleanup' is a number and no function: write function cleanup(event) ... end, "
                   "without local");
}

TEST_F(LuaRuntimeTest, WrongReturnValuesSayWhatIsToBeReturned) {
    const std::string mend = R"(: end it with return { success = true, message = "..." })";
    expect_failure("function on_event() end", "test.lua: on_event returned nothing" + mend);
    expect_failure("function on_event() return true end", "test.lua: on_event returned a boolean" + mend);
    expect_failure("function on_event() return 'ok' end", "test.lua: on_event returned a text" + mend);
    expect_failure("function on_event() return {} end",
                   "test.lua: on_event returned a table without success = true or false" + mend);
    expect_failure("function on_event() return { success = 'yes' } end",
                   "test.lua: on_event returned a table without success = true or false" + mend);
    expect_failure("function on_event() return { success = true, message = {} } end",
                   "test.lua: on_event returned a message that is a table: it has to be a text");
    expect_failure("function on_event() return { success = true, f = print } end",
                   "test.lua: what was returned is no plain data: the value's .f is a function: only texts, "
                   "numbers, booleans and tables of them can leave a script");
}

TEST_F(LuaRuntimeTest, ErrorsNameFileAndLine) {
    expect_failure("function on_event()\n  local x = nil\n  return x.y\nend",
                   "test.lua:3: attempt to index a nil value (local 'x')");
    expect_failure("\n\nreturn (", "test.lua:3: unexpected symbol near <eof>");
    expect_failure("\nlocal x = y.z", "test.lua:2: attempt to index a nil value (global 'y')");
    expect_failure("function on_event()\n error('no', 0) end", "test.lua:2: no");
    expect_failure("function on_event()\n error('no') end", "test.lua:2: no");
    expect_failure("function on_event()\n error({ message = 'no', code = 4 }) end", "test.lua:2: no");
    expect_failure(
        "function on_event()\n error(setmetatable({}, { __tostring = function() return 'T' end })) end",
        "test.lua:2: T");
    expect_failure("function on_event()\n error() end",
                   "test.lua:2: the script raised an error without a message");
    expect_failure("function on_event()\n error({}) end",
                   "test.lua:2: the script raised an error that is a table without a text \"message\"");
    expect_failure("function on_event()\n coroutine.yield() end",
                   "test.lua:2: attempt to yield from outside a coroutine");
}

TEST_F(LuaRuntimeTest, TracesBackTheCalls) {
    const ScriptOutcome outcome = trial.run(
        "local function inner()\n  error('deep')\nend\nfunction outer()\n  inner()\nend\n"
        "function on_event()\n  outer()\nend");
    EXPECT_EQ(outcome.message, "test.lua:2: deep");
    EXPECT_EQ(outcome.traceback,
              "[built in]: in global 'error'\ntest.lua:2: in upvalue 'inner'\ntest.lua:5: in global 'outer'\n"
              "test.lua:8: in the function of line 7\n");
}

TEST_F(LuaRuntimeTest, EveryExecutionIsFresh) {
    constexpr std::string_view kScript =
        "count = (count or 0) + 1\nstring.rep = count\nevent.kind = 'X'\n"
        "getmetatable(json.array({}))\n"
        "function on_event(e) local m = e.mark e.mark = 1 return { success = count == 1 and m == nil } end";
    for (int run = 0; run < 3; ++run) {
        EXPECT_TRUE(trial.run(kScript).succeeded);
    }
    EXPECT_EQ(trial.outcome("return type(string.rep) .. type(count)"), "functionnil");
}

TEST_F(LuaRuntimeTest, RandomNumbersDifferFromRunToRun) {
    EXPECT_NE(trial.value("math.random(1 << 40)"), trial.value("math.random(1 << 40)"));
}

TEST_F(LuaRuntimeTest, TakesByteOrderMarksWindowsLineEndsAndAFirstLineForTheShell) {
    EXPECT_EQ(trial.outcome("\xEF\xBB\xBFreturn 1"), "1");
    EXPECT_EQ(trial.outcome("local a = 1\r\nlocal b = 2\r\nreturn a + b\r\n"), "3");
    EXPECT_EQ(trial.outcome("#!/usr/bin/lua\nreturn 4"), "4");
    EXPECT_EQ(trial.outcome("#!/usr/bin/lua\r\n\r\nx.y = 4"),
              "test.lua:3: attempt to index a nil value (global 'x')");
    EXPECT_EQ(trial.outcome(""), "nil");
    EXPECT_EQ(trial.outcome("\xFF\xFEr"), "test.lua is UTF-16: save it as UTF-8");
    EXPECT_EQ(trial.outcome("\x1bLua"), "test.lua is compiled Lua: only scripts as text are run");
}

TEST_F(LuaRuntimeTest, SurvivesMemoryThatDoesNotSuffice) {
    trial.request.limits.memory = 2 * 1024 * 1024;
    expect_failure("local t = {}\nfor i = 1, 1e9 do\n t[i] = 'text ' .. i\nend",
                   "test.lua:3: not enough memory: the script may use 2048 KB");
    EXPECT_EQ(trial.outcome("local x = 'x' x = x:rep(1 << 30)"),
              "test.lua:1: not enough memory: the script may use 2048 KB");
    EXPECT_EQ(trial.outcome("return pcall(string.rep, 'x', 1 << 40)"), "false");
    EXPECT_EQ(trial.outcome("return 1"), "1");
}

TEST_F(LuaRuntimeTest, AStateThatTakesALotOfMemoryIsFreshAgainToo) {
    constexpr std::string_view kScript =
        "local before = held\nheld = {}\nfor i = 1, 100000 do held[i] = { i } end\nreturn before == nil and "
        "#held";
    EXPECT_EQ(trial.outcome(kScript), "100000");
    EXPECT_EQ(trial.outcome(kScript), "100000");
}

TEST_F(LuaRuntimeTest, ScriptsLargerThanTheArenaRunAgainAndAgain) {
    std::string script = "local t = {}\n";
    for (int line = 0; line < 40'000; ++line) {
        script +=
            "t[" + std::to_string(line) + "] = 'a text of its own, number " + std::to_string(line) + "'\n";
    }
    script += "return t[39999]";
    EXPECT_EQ(trial.outcome(script), "a text of its own, number 39999");
    EXPECT_EQ(trial.outcome(script), "a text of its own, number 39999");
}

TEST_F(LuaRuntimeTest, KeepsNoMoreThanTheLatestScripts) {
    for (int script = 0; script < 200; ++script) {
        EXPECT_EQ(trial.outcome("return " + std::to_string(script)), std::to_string(script));
        EXPECT_EQ(trial.outcome("return 'the same'"), "the same");
    }
}

TEST_F(LuaRuntimeTest, CutsOutput) {
    trial.request.limits.output = 100;
    EXPECT_EQ(trial.outcome("for i = 1, 1e5 do print('line ' .. i) end"), "nil");
    EXPECT_TRUE(trial.calls.output().ends_with(
        "the output is cut here: the script writes more than 100 bytes, which is its limit\n"));
    EXPECT_LT(trial.calls.output().size(), 220U);
    trial.calls.lines.clear();
    trial.outcome("for i = 1, 1e5 do log.info('') end");
    EXPECT_LE(trial.calls.lines.size(), 102U);
    trial.calls.lines.clear();
    trial.outcome("print(('x'):rep(1e7))");
    EXPECT_EQ(trial.calls.lines.front().second, std::string(100, 'x'));
}

TEST_F(LuaRuntimeTest, ChecksWithoutRunning) {
    const ScriptSource good{.name = "a.lua", .text = "print('x') error('y')", .digest = "1"};
    const ScriptSource bad{.name = "b.lua", .text = "x =", .digest = "2"};
    EXPECT_TRUE(trial.runtime.check(good));
    EXPECT_EQ(trial.runtime.check(bad).error().message(), "b.lua:1: unexpected symbol near <eof>");
    EXPECT_TRUE(trial.calls.lines.empty());
}

}  // namespace
}  // namespace wee
