// Time-outs and stops: every process of the run is gone afterwards, and no other.

#include <algorithm>
#include <csignal>
#include <thread>

#include "os/linux/process_table.h"
#include "tests/contract/linux/launched_shell.h"

namespace wee {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// Each test's processes carry a variable of their own, by which the test finds them without the launcher's
/// help.
class LauncherTree : public LaunchedShell {
protected:
    /// Runs the script into a time-out and returns how it ended and how long that took beyond the time-out.
    LaunchOutcome run_into_timeout(const std::string& script) {
        LaunchRequest request = shell(script, kTimeout);
        request.environment = {{"WEE_TEST_TREE", mark_}};
        const auto start = steady_clock::now();
        LaunchOutcome outcome = run(request);
        EXPECT_LT(steady_clock::now() - start, kTimeout + kAllowed);
        EXPECT_EQ(outcome.end, LaunchEnd::TimedOut);
        return outcome;
    }

    std::vector<pid_t> survivors() const {
        std::vector<pid_t> pids;
        for (const ProcessEntry& entry : read_process_table()) {
            const auto variables = entry.is_gone() ? std::nullopt : read_process_environment(entry.pid);
            if (variables && variables->find("WEE_TEST_TREE=" + mark_) != std::string::npos) {
                pids.push_back(entry.pid);
            }
        }
        return pids;
    }

    void TearDown() override {
        for (const pid_t pid : survivors()) {
            ADD_FAILURE() << "process " << pid << " outlived its run";
            ::kill(pid, SIGKILL);
        }
    }

    static constexpr milliseconds kTimeout{300};
    static constexpr milliseconds kAllowed{500};
    const std::string mark_ =
        std::to_string(::getpid()) + '-' + testing::UnitTest::GetInstance()->current_test_info()->name();
};

TEST_F(LauncherTree, ObedientChildEndsAtOnce) {
    auto quickest = steady_clock::duration::max();  // of three: a busy machine may hold up one
    for (int attempt = 0; attempt < 3; ++attempt) {
        const auto start = steady_clock::now();
        const LaunchOutcome outcome = run_into_timeout("exec sleep 300");
        quickest = std::min(quickest, steady_clock::now() - start);
        EXPECT_EQ(outcome.signal, SIGTERM);
    }
    EXPECT_LT(quickest, kTimeout + milliseconds{150});
}

TEST_F(LauncherTree, ChildMayCleanUp) {
    EXPECT_EQ(run_into_timeout("trap 'echo cleaned; exit 5' TERM; sleep 300 & wait").standard_output.text,
              "cleaned\n");
}

TEST_F(LauncherTree, GrandchildMayCleanUpThoughTheChildIsGone) {
    EXPECT_EQ(
        run_into_timeout("sh -c 'trap \"sleep 0.05; echo cleaned; exit\" TERM; sleep 300 & wait' & wait")
            .standard_output.text,
        "cleaned\n");
}

TEST_F(LauncherTree, ChildThatIgnoresTheRequest) {
    EXPECT_EQ(run_into_timeout("trap '' TERM; while :; do sleep 1; done").signal, SIGKILL);
}

TEST_F(LauncherTree, StoppedChild) {
    run_into_timeout("kill -STOP $$; sleep 300");
}

TEST_F(LauncherTree, PlainGrandchildren) {
    run_into_timeout("trap '' TERM; sleep 300 & sh -c 'sleep 300 & sleep 300' & wait");
}

TEST_F(LauncherTree, GrandchildInASessionOfItsOwn) {
    run_into_timeout("setsid sh -c 'trap \"\" TERM; sleep 300' & sleep 300");
}

TEST_F(LauncherTree, DoubleForkedDaemon) {
    run_into_timeout("setsid sh -c '(sleep 300 &) ; exit' ; (setsid sleep 300 &) ; sleep 300");
}

TEST_F(LauncherTree, DaemonWhoseStarterIsGone) {
    run_into_timeout("(setsid sh -c '(setsid sleep 300 >/dev/null 2>&1 &)' &) ; sleep 300");
}

TEST_F(LauncherTree, DaemonWithoutTheMarker) {
    run_into_timeout("setsid sh -c '(env -u WEE_RUN_ID sleep 300 &) ; sleep 300' & sleep 300");
}

TEST_F(LauncherTree, GentleForkBombs) {
    run_into_timeout(
        "setsid sh -c 'trap \"\" TERM; while :; do sleep 300 & sleep 0.002; done' & "
        "setsid sh -c 'while :; do (setsid sleep 300 &) ; sleep 0.002; done' & "
        "while :; do sleep 300 & sleep 0.005; done");
}

TEST_F(LauncherTree, ChainThatAlwaysForksOn) {
    run_into_timeout("f() { (sleep 0.001; f) & exit; } ; (setsid sh -c '(sleep 300 &)' &) ; (f) ; sleep 300");
}

TEST_F(LauncherTree, OtherRunsAreLeftAlone) {
    LaunchOutcome other;
    std::thread neighbour([&] { other = run(shell("setsid sh -c 'sleep 1' & wait; echo fine")); });
    run_into_timeout("setsid sleep 300 & sleep 300");
    neighbour.join();
    EXPECT_EQ(other.end, LaunchEnd::Exited);
    EXPECT_EQ(other.standard_output.text, "fine\n");
}

TEST_F(LauncherTree, StopEndsTheWholeTreeToo) {
    LaunchRequest request = shell("setsid sleep 300 & trap '' TERM; echo up; while :; do sleep 1; done");
    request.environment = {{"WEE_TEST_TREE", mark_}};
    std::stop_source stop;
    std::thread stopper([&] {
        while (survivors().size() < 3) {
            std::this_thread::sleep_for(milliseconds{5});
        }
        stop.request_stop();
    });
    const LaunchOutcome outcome = run(request, stop.get_token());
    stopper.join();
    EXPECT_EQ(outcome.end, LaunchEnd::Stopped);
    EXPECT_EQ(outcome.standard_output.text, "up\n");
}

TEST_F(LauncherTree, ManyTimeOutsAtOnce) {
    std::vector<std::thread> threads;
    for (int count = 0; count < 16; ++count) {
        threads.emplace_back([this] {
            LaunchRequest request = shell("trap '' TERM; setsid sleep 300 & sleep 300", kTimeout);
            request.environment = {{"WEE_TEST_TREE", mark_}};
            EXPECT_EQ(run(request).end, LaunchEnd::TimedOut);
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
}

TEST_F(LauncherTree, ManyStubbornChildrenAreStoppedAtOnceWithinTheTimeOfOne) {
    constexpr std::size_t kChildren = 100;
    std::stop_source stop;
    std::vector<std::thread> threads;
    for (std::size_t count = 0; count < kChildren; ++count) {
        threads.emplace_back([&] {
            LaunchRequest request = shell("trap '' TERM; while :; do sleep 300; done");
            request.environment = {{"WEE_TEST_TREE", mark_}};
            EXPECT_EQ(run(request, stop.get_token()).end, LaunchEnd::Stopped);
        });
    }
    while (survivors().size() < 2 * kChildren) {  // each shell has begun its sleep, so its trap is set
        std::this_thread::sleep_for(milliseconds{20});
    }
    const auto start = steady_clock::now();
    stop.request_stop();
    for (std::thread& thread : threads) {
        thread.join();
    }
    const auto took = std::chrono::duration_cast<milliseconds>(steady_clock::now() - start);
    EXPECT_LT(took, milliseconds{1'000}) << "a stop of the whole engine takes no longer";
}

}  // namespace
}  // namespace wee
