// How runs end, what is left of them, and what of their output is kept.

#include <sys/wait.h>

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <thread>

#include "os/linux/process_table.h"
#include "tests/contract/linux/launched_shell.h"
#include "tests/support/awaited.h"
#include "tests/support/temporary_directory.h"

namespace wee {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

class LauncherEnd : public LaunchedShell {
protected:
    static std::size_t open_descriptors() {
        const std::filesystem::directory_iterator descriptors("/proc/self/fd");
        return static_cast<std::size_t>(std::distance(begin(descriptors), end(descriptors)));
    }
    static bool has_children() {
        siginfo_t child{};
        return ::waitid(P_ALL, 0, &child, WEXITED | WNOHANG | WNOWAIT) == 0 || errno != ECHILD;
    }
    static bool is_alive(pid_t pid) {
        const auto entry = read_process(pid);
        return entry && !entry->is_gone();
    }
    template <typename Condition>
    static bool comes_true(Condition condition) {
        const auto deadline = steady_clock::now() + kTestDeadline;
        while (!condition()) {
            if (steady_clock::now() > deadline) {
                return false;
            }
            std::this_thread::sleep_for(milliseconds{2});
        }
        return true;
    }
};

TEST_F(LauncherEnd, ExitCode) {
    const LaunchOutcome outcome = run(shell("exit 42"));
    EXPECT_EQ(outcome.end, LaunchEnd::Exited);
    EXPECT_EQ(outcome.exit_code, 42);
    EXPECT_GT(outcome.pid, 0);
    EXPECT_GT(outcome.duration.count(), 0);
}

TEST_F(LauncherEnd, DeathBySignal) {
    const LaunchOutcome outcome = run(shell("kill -USR1 $$"));
    EXPECT_EQ(outcome.end, LaunchEnd::Signalled);
    EXPECT_EQ(outcome.signal, SIGUSR1);
}

TEST_F(LauncherEnd, StreamsAreKeptApart) {
    const LaunchOutcome outcome = run(shell("echo out; echo err >&2"));
    EXPECT_EQ(outcome.standard_output.text, "out\n");
    EXPECT_EQ(outcome.standard_error.text, "err\n");
    EXPECT_EQ(outcome.standard_error.total_bytes, 4U);
}

TEST_F(LauncherEnd, OutputBeyondTheLimitIsCountedAndDropped) {
    LaunchRequest request = shell("head -c 20000000 /dev/zero; head -c 300 /dev/zero >&2");
    request.output_limit = 1000;
    const LaunchOutcome outcome = run(request);
    EXPECT_EQ(outcome.standard_output.text.size(), 1000U);
    EXPECT_LE(outcome.standard_output.text.capacity(), 4096U);
    EXPECT_EQ(outcome.standard_output.total_bytes, 20'000'000U);
    EXPECT_TRUE(outcome.standard_output.truncated());
    EXPECT_FALSE(outcome.standard_error.truncated());
}

TEST_F(LauncherEnd, LastWordsBeforeTheExitAreKept) {
    LaunchRequest request = shell("head -c 65536 /dev/zero");  // a pipe full, and the exit right behind it
    request.output_limit = 100'000;
    for (int count = 0; count < 50; ++count) {
        ASSERT_EQ(run(request).standard_output.text.size(), 65536U);
    }
}

TEST_F(LauncherEnd, FloodEndsAtTheTimeOut) {
    LaunchRequest request = program("yes");
    request.timeout = milliseconds{2000};  // a busy machine may leave a new process waiting for a while
    const auto start = steady_clock::now();
    const LaunchOutcome outcome = run(request);
    EXPECT_LT(steady_clock::now() - start, milliseconds{4000});
    EXPECT_EQ(outcome.end, LaunchEnd::TimedOut);
    EXPECT_EQ(outcome.standard_output.text.size(), request.output_limit);
    EXPECT_GT(outcome.standard_output.total_bytes, request.output_limit);
}

TEST_F(LauncherEnd, ClosedStreamsAreNotTheEnd) {
    EXPECT_EQ(run(shell("exec >&- 2>&-; sleep 0.1; exit 7")).exit_code, 7);
}

TEST_F(LauncherEnd, LeftBehindProcessHoldsNothingUpAndLivesOn) {
    const auto start = steady_clock::now();
    const LaunchOutcome outcome = run(shell("sleep 300 & echo $!"));
    EXPECT_LT(steady_clock::now() - start, std::chrono::seconds{5});
    const pid_t left_behind = std::stoi(outcome.standard_output.text);
    EXPECT_TRUE(is_alive(left_behind));
    ::kill(left_behind, SIGKILL);
}

TEST_F(LauncherEnd, LeftBehindProcessMayGoOnWriting) {
    const TemporaryDirectory directory;
    LaunchRequest request = shell("(head -c 1000000 /dev/zero && : > written) & exit 3");
    request.working_directory = directory.text();
    EXPECT_EQ(run(request).exit_code, 3);
    EXPECT_TRUE(comes_true([&] { return std::filesystem::exists(directory.file("written")); }));
}

TEST_F(LauncherEnd, FloodingLeftBehindProcessHoldsNothingUp) {
    const LaunchOutcome outcome = run(shell("yes & echo $! >&2"));
    EXPECT_EQ(outcome.end, LaunchEnd::Exited);
    ::kill(std::stoi(outcome.standard_error.text), SIGKILL);
}

TEST_F(LauncherEnd, NothingIsStartedAfterAStop) {
    const TemporaryDirectory directory;
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(run(program("touch", {directory.file("ran")}), stop.get_token()).end, LaunchEnd::Stopped);
    EXPECT_FALSE(std::filesystem::exists(directory.file("ran")));
}

TEST_F(LauncherEnd, NoDescriptorsOrZombiesRemain) {
    run(program("true"));
    const std::size_t before = open_descriptors();
    std::stop_source stop;
    for (int count = 0; count < 1000; ++count) {
        ASSERT_EQ(run(program("/bin/true"), stop.get_token()).exit_code, 0);
    }
    for (int count = 0; count < 100; ++count) {
        failure_of(program("/no/such/program"));
        failure_of(program("no-such-program"));
    }
    run(shell("sleep 300", milliseconds{10}));
    EXPECT_EQ(open_descriptors(), before);
    EXPECT_FALSE(has_children());
}

TEST_F(LauncherEnd, IgnoredExitsOfChildrenAreReportedAllTheSame) {
    const auto former = std::signal(SIGCHLD, SIG_IGN);  // as a careless parent of the engine may leave it
    launcher_ = make_process_launcher();
    EXPECT_EQ(run(shell("exit 9")).exit_code, 9);
    std::signal(SIGCHLD, former);
}

}  // namespace
}  // namespace wee
