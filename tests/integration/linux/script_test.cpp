#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "os/linux/process_table.h"
#include "tests/integration/engine_config.h"
#include "tests/integration/engine_process.h"

namespace wee {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

class Scripts : public testing::Test {
protected:
    void SetUp() override { std::filesystem::create_directories(config_.path("plugins/actions")); }

    void script(const std::string& name, const std::string& text) const {
        std::ofstream(config_.path("plugins/actions/" + name), std::ios::binary) << text;
    }

    /// A rule for files whose names start so, with this script.
    static std::string rule(const std::string& name, const std::string& keys = "") {
        return "[[rules]]\nname = \"" + name + "\"\ntrigger = { type = \"file_created\", pattern = \"" +
               name + "*\" }\naction = { type = \"script\", path = \"" + name + ".lua\"" + keys + " }\n";
    }

    [[nodiscard]] EngineSurroundings surroundings() const {
        return {.environment = {{"XDG_STATE_HOME", config_.path("state")}}};
    }

    EngineProcess start(const std::string& rules) const {
        return EngineProcess({"run", "-c", config_.write(rules), "--log-format", "json"}, surroundings());
    }

    [[nodiscard]] FinishedProcess run_by_hand(const std::string& text,
                                              std::vector<std::string> arguments = {}) const {
        script("by_hand.lua", text);
        arguments.insert(arguments.begin(),
                         {"script", "run", config_.path("plugins/actions/by_hand.lua"), "-c",
                          config_.write("[[rules]]\nname = \"r\"\ntrigger = { type = \"file_created\" }\n"
                                        "action = { type = \"log\", message = \"m\" }\n" +
                                        settings_)});
        return run_to_end(arguments, surroundings());
    }

    /// The living children of a process that run this program (or have been run by it).
    static std::vector<pid_t> children_of(pid_t parent) {
        std::vector<pid_t> children;
        for (const ProcessEntry& entry : read_process_table()) {
            if (entry.parent == parent && !entry.is_gone()) {
                children.push_back(entry.pid);
            }
        }
        return children;
    }

    static bool wait_until_gone(pid_t pid) {
        const auto deadline = std::chrono::steady_clock::now() + 20s;
        while (std::chrono::steady_clock::now() < deadline) {
            const auto entry = read_process(pid);
            if (!entry || entry->is_gone()) {
                return true;
            }
            std::this_thread::yield();
        }
        return false;
    }

    EngineConfig config_;
    std::string settings_;
};

TEST_F(Scripts, RunForEventsAndAnswerTheNextAction) {
    script("a.lua",
           "function handle(event)\n  log.warn('saw ' .. event.metadata.path)\n"
           "  return { success = true, message = 'done ' .. event.kind }\nend\n");
    EngineProcess engine = start(
        "[[rules]]\nname = \"a\"\ntrigger = { type = \"file_created\" }\naction = [\n"
        "  { type = \"script\", path = \"a.lua\", function = \"handle\", name = \"s\" },\n"
        "  { type = \"log\", message = \"then {{steps.s.json.message}} {{steps.s.success}}\" },\n]\n");
    engine.wait_for_event("ready");
    config_.drop("x");
    const nlohmann::json line = engine.wait_for_event("script_log");
    EXPECT_EQ(line.value("message", ""), "[LUA] a: saw " + config_.watched() + "/x");
    EXPECT_EQ(line.value("field_level", line.value("level", "")), "warn");
    EXPECT_EQ(line.value("rule", ""), "a");
    EXPECT_THAT(engine.wait_for_event("log").value("message", ""), HasSubstr("then done FileCreated true"));
    EXPECT_EQ(engine.terminate(), 0);
}

TEST_F(Scripts, AChangedScriptRunsFromTheNextEventOn) {
    script("a.lua", "function on_event() return { success = true, message = 'old' } end");
    EngineProcess engine = start(rule("a"));
    engine.wait_for_event("ready");
    config_.drop("a1");
    EXPECT_THAT(engine.wait_for_event("action_succeeded").value("message", ""), HasSubstr("old"));
    script("a.lua", "function on_event() return { success = true, message = 'new' } end");
    config_.drop("a2");
    EXPECT_THAT(engine.wait_for_event("action_succeeded").value("message", ""), HasSubstr("new"));
    std::filesystem::remove(config_.path("plugins/actions/a.lua"));
    config_.drop("a3");
    EXPECT_THAT(engine.wait_for_event("action_failed").value("message", ""), HasSubstr("is missing"));
}

/// What loops for ever in Lua or in C, crashes, fills memory or prints for ever loses its own run only.
TEST_F(Scripts, ABadOneCostsNobodyElseAnything) {
    const std::vector<std::string> bombs{
        "while true do end",
        "local s = string.rep('a', 100000) return s:find(('.-'):rep(12) .. 'b')",
        "local t = {} while true do t[#t + 1] = string.rep('x', 1000000) end",
        "local function f() return 1 + f() end return f()",
        "while true do print(string.rep('x', 100000)) end",
        "local s = string.rep('x', 1000) while true do s = s:gsub('x', 'xx') end",
        "sleep(3600)"};
    std::string rules = rule("good");
    script("good.lua", "function on_event() return { success = true, message = 'well' } end");
    for (std::size_t i = 0; i < bombs.size(); ++i) {
        const std::string name = "bad" + std::to_string(i);
        script(name + ".lua", "function on_event() " + bombs[i] + " end");
        rules += rule(name, ", timeout_ms = 700");
    }
    EngineProcess engine = start(rules);
    engine.wait_for_event("ready");
    config_.drop("good");
    for (std::size_t i = 0; i < bombs.size(); ++i) {
        config_.drop("bad" + std::to_string(i));
    }
    std::size_t failed = 0;
    std::size_t succeeded = 0;
    const auto all_came = [&](const std::string& line) {
        failed += line.find("\"action_failed\"") != std::string::npos ? 1 : 0;
        succeeded += line.find("\"action_succeeded\"") != std::string::npos ? 1 : 0;
        return failed == bombs.size() && succeeded == 1;
    };
    EXPECT_TRUE(engine.wait_for_line(all_came)) << failed << " failed";
    config_.drop("good2");
    EXPECT_THAT(engine.wait_for_event("action_succeeded").value("message", ""), HasSubstr("well"));
    EXPECT_EQ(engine.terminate(), 0);
}

TEST_F(Scripts, TheEnginesEndIsNotHeldUpByALoop) {
    script("a.lua", "function on_event() print('in') while true do end end");
    EngineProcess engine = start(rule("a"));
    engine.wait_for_event("ready");
    config_.drop("a");
    engine.wait_for_event("script_log");
    const std::vector<pid_t> hosts = children_of(engine.pid());
    ASSERT_FALSE(hosts.empty());
    EXPECT_EQ(engine.terminate(), 0);
    for (const pid_t host : hosts) {
        EXPECT_TRUE(wait_until_gone(host)) << host;
    }
}

TEST_F(Scripts, HostsGoWithAnEngineThatIsKilled) {
    script("a.lua", "function on_event() print('in') while true do end end");
    EngineProcess engine = start(rule("a"));
    engine.wait_for_event("ready");
    config_.drop("a");
    engine.wait_for_event("script_log");
    const std::vector<pid_t> hosts = children_of(engine.pid());
    ASSERT_FALSE(hosts.empty());
    engine.send_signal(SIGKILL);
    for (const pid_t host : hosts) {
        EXPECT_TRUE(wait_until_gone(host)) << host;
    }
}

TEST_F(Scripts, AHostThatIsKilledIsReplaced) {
    script("a.lua", "function on_event() return { success = true, message = 'well' } end");
    EngineProcess engine = start(rule("a"));
    engine.wait_for_event("ready");
    config_.drop("a1");
    engine.wait_for_event("action_succeeded");
    for (const pid_t host : children_of(engine.pid())) {
        EXPECT_EQ(::kill(host, SIGSEGV), 0);
    }
    config_.drop("a2");
    engine.wait_for_event("action_succeeded");
    EXPECT_EQ(engine.terminate(), 0);
}

TEST_F(Scripts, ADryRunRunsNothingAndStartsNoHost) {
    script("a.lua", "fs.write('" + config_.path("ran") + "', 'x') function on_event() end");
    EngineProcess engine({"run", "-c", config_.write(rule("a")), "--log-format", "json", "--dry-run"},
                         surroundings());
    engine.wait_for_event("ready");
    config_.drop("a");
    EXPECT_THAT(engine.wait_for_event("would_run").value("message", ""),
                HasSubstr("script \"a.lua\" on_event"));
    EXPECT_TRUE(children_of(engine.pid()).empty());
    EXPECT_EQ(engine.terminate(), 0);
    EXPECT_FALSE(std::filesystem::exists(config_.path("ran")));
}

TEST_F(Scripts, ByHandSayWhatCameOfIt) {
    std::ofstream(config_.path("event.json")) << R"({"kind":"FileCreated","metadata":{"path":"/a b"}})";
    const FinishedProcess well = run_by_hand(
        "function on_event(e)\n  print(e.metadata.path)\n  return { success = true, message = "
        "'did', n = 1 }\nend\n",
        {"--event", config_.path("event.json")});
    EXPECT_EQ(well.exit_code, 0) << well.error;
    EXPECT_THAT(well.output, HasSubstr("[LUA] by_hand: /a b\n"));
    EXPECT_THAT(well.output, HasSubstr("succeeded: did"));
    const FinishedProcess failed = run_by_hand("function on_event(e)\n  local x\n  return x.y\nend\n");
    EXPECT_EQ(failed.exit_code, 1);
    EXPECT_THAT(failed.error, HasSubstr("by_hand.lua:3: "));
    const FinishedProcess late =
        run_by_hand("function on_event() while true do end end", {"--timeout", "200ms"});
    EXPECT_EQ(late.exit_code, 1);
    EXPECT_THAT(late.error, HasSubstr("took longer than 200ms"));
    EXPECT_EQ(run_to_end({"script", "run", "/no/such.lua"}, surroundings()).exit_code, 1);
    EXPECT_EQ(run_to_end({"script-host"}, surroundings()).exit_code, 2);
}

TEST_F(Scripts, StartOnlyProgramsThatAreAllowed) {
    const std::string text =
        "function on_event()\n  local r = exec.run('sh', {'-c', 'echo \"$0 $1\"; exit 3', 'a b', '$HOME'})\n"
        "  print(r.exit_code, r.stdout)\n  return { success = true }\nend\n";
    const FinishedProcess refused = run_by_hand(text);
    EXPECT_EQ(refused.exit_code, 1);
    EXPECT_THAT(refused.error, HasSubstr("allow_exec = [\"sh\"]"));
    settings_ = "[scripts]\nallow_exec = [\"sh\"]\n";
    const FinishedProcess allowed = run_by_hand(text);
    EXPECT_EQ(allowed.exit_code, 0) << allowed.error;
    EXPECT_THAT(allowed.output, HasSubstr("3\\ta b $HOME"));
}

TEST_F(Scripts, RememberValuesFromOneRunToTheNext) {
    const std::string text =
        "function on_event()\n  local n = (store.get('n') or 0) + 1\n  store.set('n', n)\n"
        "  return { success = true, message = 'n ' .. n }\nend\n";
    EXPECT_THAT(run_by_hand(text).output, HasSubstr("n 1"));
    EXPECT_THAT(run_by_hand(text).output, HasSubstr("n 2"));
}

}  // namespace
}  // namespace wee
