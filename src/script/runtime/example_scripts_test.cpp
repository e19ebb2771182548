#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "tests/support/script_trial.h"
#include "tests/support/temporary_directory.h"

// The scripts of examples/scripts, with a real file system and an engine that answers what the test says.

namespace wee {
namespace {

class ExampleScriptsTest : public testing::Test {
protected:
    void use(std::string_view name) {
        std::ifstream stream(std::string(WEE_SOURCES "/examples/scripts/").append(name));
        script_.assign(std::istreambuf_iterator<char>(stream), {});
        ASSERT_FALSE(script_.empty()) << name;
    }

    /// Runs it for a file; the message is the outcome.
    std::string run_for(const std::string& path, EventKind kind = EventKind::FileModified) {
        trial.request.event = make_event(kind, "files", WallTime());
        trial.request.event.metadata.set("path", path);
        last = trial.run(script_);
        return last.message;
    }

    [[nodiscard]] std::size_t files_in(std::string_view name) const {
        const std::filesystem::directory_iterator entries(directory.path() / name);
        return static_cast<std::size_t>(std::distance(begin(entries), end(entries)));
    }

    [[nodiscard]] std::string content(std::string_view name) const {
        std::ifstream stream(directory.file(name), std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }

    TemporaryDirectory directory;
    ScriptTrial trial;
    ScriptOutcome last;

private:
    std::string script_;
};

TEST_F(ExampleScriptsTest, BackupKeepsTheLastVersions) {
    use("backup.lua");
    const std::string path = directory.write_file("report.txt", "new");
    for (int day = 1; day <= 6; ++day) {
        directory.write_file("backups/2020010" + std::to_string(day) + "-120000-report.txt", "old");
    }
    directory.write_file("backups/20200101-120000-other.txt", "another file's");
    EXPECT_TRUE(run_for(path).starts_with("copied to ")) << last.message << last.traceback;
    EXPECT_TRUE(last.succeeded);
    EXPECT_EQ(files_in("backups"), 6U);  // five of the report, one of the other
    EXPECT_FALSE(std::filesystem::exists(directory.file("backups/20200102-120000-report.txt")));
    EXPECT_TRUE(std::filesystem::exists(directory.file("backups/20200103-120000-report.txt")));
    EXPECT_EQ(run_for(directory.file("backups/20200103-120000-report.txt")),
              "a backup itself: nothing to do");
    EXPECT_EQ(run_for(directory.file("gone")), directory.file("gone") + " has gone: nothing to do");
}

TEST_F(ExampleScriptsTest, LogRotationMovesWhatIsTooLarge) {
    use("log-rotation.lua");
    const std::string path = directory.write_file("app.log", "small");
    EXPECT_EQ(run_for(path), path + " has 5 bytes: nothing to do");
    for (int round = 1; round <= 7; ++round) {
        directory.write_file("app.log", std::to_string(round) + std::string(10 * 1024 * 1024, 'x'));
        EXPECT_EQ(run_for(path), "rotated " + path) << last.traceback;
    }
    EXPECT_EQ(files_in("."), 5U);
    EXPECT_EQ(content("app.log.1").front(), '7');
    EXPECT_EQ(content("app.log.5").front(), '3');
    EXPECT_EQ(trial.calls.stored["rotations"], ScriptValue{std::int64_t{7}});
    EXPECT_EQ(run_for(directory.file("app.log.1")), "moved aside already: nothing to do");
}

TEST_F(ExampleScriptsTest, WebhookTriesAgainAndTellsTheStatus) {
    use("webhook.lua");
    int requests = 0;
    trial.calls.answer = [&](const std::string& function, const ScriptList&) -> Result<ScriptValue> {
        if (function != "http.request") {
            return ScriptValue{};
        }
        const std::int64_t status = ++requests == 1 ? 503 : 204;
        return ScriptValue{ScriptTable{{"status", {status}}, {"body", {std::string()}}}};
    };
    EXPECT_EQ(run_for("/in/a"), "http://127.0.0.1:8080/events answered 204") << last.traceback;
    EXPECT_TRUE(last.succeeded);
    EXPECT_EQ(requests, 2);
    EXPECT_EQ(trial.calls.output(), "attempt 1: status 503\n");

    trial.calls.answer = [](const std::string& function, const ScriptList&) -> Result<ScriptValue> {
        return function == "sleep" ? Result<ScriptValue>(ScriptValue{}) : Error("connection refused");
    };
    EXPECT_EQ(run_for("/in/a"), "no answer from http://127.0.0.1:8080/events");
    EXPECT_FALSE(last.succeeded);
}

/// A git that answers by its subcommand: its exit code.
class FakeGit {
public:
    std::vector<std::string> commands{};
    std::string failing{};

    ScriptValue operator()(const ScriptList& arguments) {
        const auto& words = std::get<ScriptList>(arguments.at(1).value);
        const std::string command = std::get<std::string>(words.at(2).value);
        commands.push_back(command);
        const bool answers_no = command == "check-ignore" || command == "diff" || command == failing;
        return ScriptValue{ScriptTable{{"exit_code", {std::int64_t{answers_no ? 1 : 0}}},
                                       {"stdout", {std::string("abc123\n")}},
                                       {"stderr", {std::string("no identity")}}}};
    }
};

TEST_F(ExampleScriptsTest, AutoCommitCommitsWhatHasChanged) {
    use("auto-commit.lua");
    FakeGit git;
    trial.calls.answer = [&git](const std::string&, const ScriptList& arguments) -> Result<ScriptValue> {
        return git(arguments);
    };
    EXPECT_EQ(run_for("/notes/todo.md"), "committed /notes/todo.md as abc123") << last.traceback;
    EXPECT_TRUE(last.succeeded);
    const std::vector<std::string> expected{"rev-parse", "check-ignore", "add",
                                            "diff",      "commit",       "rev-parse"};
    EXPECT_EQ(git.commands, expected);
    EXPECT_EQ(run_for("/notes/.git/index"), "of Git itself: nothing to do");

    git.failing = "commit";
    EXPECT_TRUE(run_for("/notes/todo.md").ends_with("git commit failed: no identity")) << last.message;
    git.failing = "rev-parse";
    EXPECT_EQ(run_for("/notes/todo.md"), "/notes is in no Git repository");
}

}  // namespace
}  // namespace wee
