// Each test runs in a process of its own (GoogleTest's threadsafe death tests), which sends the signals to
// itself.

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <semaphore>
#include <thread>

#include <gtest/gtest.h>

#include "os/linux/posix_termination_signals.h"
#include "tests/support/awaited.h"

namespace wee {
namespace {

using testing::ExitedWithCode;
using testing::KilledBySignal;

class TerminationSignalsDeathTest : public testing::Test {
protected:
    void SetUp() override { GTEST_FLAG_SET(death_test_style, "threadsafe"); }
};

/// Ends the process: 0 when `on_stop` came on a thread of its own, 1 when it did not come.
class StopProbe {
public:
    std::function<void()> on_stop() {
        return [this] {
            on_another_thread_ = std::this_thread::get_id() != creator_;
            ++calls_;
            called_.release();
        };
    }
    bool was_called() { return called_.try_acquire_for(kTestDeadline) && on_another_thread_; }
    [[noreturn]] void report() { ::_exit(was_called() ? 0 : 1); }
    [[nodiscard]] int calls() const { return calls_; }

private:
    std::thread::id creator_ = std::this_thread::get_id();
    std::atomic<bool> on_another_thread_ = false;
    std::atomic<int> calls_ = 0;
    std::counting_semaphore<> called_{0};
};

void stop_by(int signal) {
    StopProbe probe;
    const auto signals = make_termination_signals();
    if (!signals->listen(probe.on_stop(), [] {})) {
        ::_exit(2);
    }
    ::kill(::getpid(), signal);
    probe.report();
}

TEST_F(TerminationSignalsDeathTest, EachWishStops) {
    EXPECT_EXIT(stop_by(SIGINT), ExitedWithCode(0), "");
    EXPECT_EXIT(stop_by(SIGTERM), ExitedWithCode(0), "");
}

void reload_by_hang_up() {
    StopProbe reloaded;
    StopProbe stopped;
    const auto signals = make_termination_signals();
    static_cast<void>(signals->listen(stopped.on_stop(), reloaded.on_stop()));
    ::kill(::getpid(), SIGHUP);
    if (!reloaded.was_called() || stopped.calls() != 0) {
        ::_exit(1);
    }
    ::kill(::getpid(), SIGHUP);
    if (!reloaded.was_called()) {
        ::_exit(2);
    }
    ::kill(::getpid(), SIGTERM);
    stopped.report();
}

TEST_F(TerminationSignalsDeathTest, EachHangUpReloads) {
    EXPECT_EXIT(reload_by_hang_up(), ExitedWithCode(0), "");
}

void stop_when_the_terminal_goes() {
    ::setsid();
    const int master = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (master < 0 || ::grantpt(master) != 0 || ::unlockpt(master) != 0) {
        ::_exit(3);
    }
    const int terminal = ::open(::ptsname(master), O_RDWR | O_CLOEXEC);  // becomes the controlling one
    StopProbe probe;
    const auto signals = make_termination_signals();
    static_cast<void>(signals->listen(probe.on_stop(), [] {}));
    ::close(master);
    static_cast<void>(terminal);
    probe.report();
}

TEST_F(TerminationSignalsDeathTest, TheEndOfTheTerminalStops) {
    EXPECT_EXIT(stop_when_the_terminal_goes(), ExitedWithCode(0), "");
}

void stop_before_listening() {
    StopProbe probe;
    const auto signals = make_termination_signals();
    ::raise(SIGTERM);
    static_cast<void>(signals->listen(probe.on_stop(), [] {}));
    probe.report();
}

TEST_F(TerminationSignalsDeathTest, EarlySignalIsNotLost) {
    EXPECT_EXIT(stop_before_listening(), ExitedWithCode(0), "");
}

void stop_while_all_are_blocked() {
    sigset_t all;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, nullptr);  // and so in every thread that starts from here
    stop_by(SIGTERM);
}

TEST_F(TerminationSignalsDeathTest, BlockedSignalsArriveAllTheSame) {
    EXPECT_EXIT(stop_while_all_are_blocked(), ExitedWithCode(0), "");
}

void stop_by_another_threads_signal() {
    StopProbe probe;
    const auto signals = make_termination_signals();
    static_cast<void>(signals->listen(probe.on_stop(), [] {}));
    std::thread([] { ::raise(SIGTERM); }).join();
    probe.report();
}

TEST_F(TerminationSignalsDeathTest, AnyThreadMayTakeTheSignal) {
    EXPECT_EXIT(stop_by_another_threads_signal(), ExitedWithCode(0), "");
}

void interrupt_twice_while_stuck() {
    std::binary_semaphore stuck{0};
    const auto signals = make_termination_signals();
    static_cast<void>(signals->listen(
        [&] {
            stuck.release();
            while (true) {
                ::pause();
            }
        },
        [] {}));
    ::kill(::getpid(), SIGINT);
    stuck.acquire();
    const auto deadline = std::chrono::steady_clock::now() + kTestDeadline;
    while (std::chrono::steady_clock::now() < deadline) {  // an impatient user: one soon counts as the second
        ::kill(::getpid(), SIGINT);
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    ::_exit(1);
}

TEST_F(TerminationSignalsDeathTest, SecondInterruptEndsAtOnce) {
    EXPECT_EXIT(interrupt_twice_while_stuck(), ExitedWithCode(130), "");
}

void interrupt_twice_at_a_time() {
    StopProbe probe;
    const auto signals = make_termination_signals();
    static_cast<void>(signals->listen(probe.on_stop(), [] {}));
    ::raise(SIGINT);
    ::raise(SIGINT);
    probe.report();
}

TEST_F(TerminationSignalsDeathTest, TheSameInterruptTwiceIsOneWish) {
    EXPECT_EXIT(interrupt_twice_at_a_time(), ExitedWithCode(0), "");
}

void print_without_standard_streams() {
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        ::close(descriptor);
    }
    StopProbe probe;
    auto signals = make_termination_signals();
    static_cast<void>(signals->listen(probe.on_stop(), [] {}));
    const bool printed =
        ::write(STDOUT_FILENO, "printed\n", 8) == 8 && ::write(STDERR_FILENO, "too\n", 4) == 4;
    signals.reset();  // the thread has read all by then
    ::_exit(printed && probe.calls() == 0 ? 0 : 1);
}

TEST_F(TerminationSignalsDeathTest, ClosedStandardStreamsAreNotTakenForTheSignals) {
    EXPECT_EXIT(print_without_standard_streams(), ExitedWithCode(0), "");
}

void terminate_twice() {
    StopProbe probe;
    auto signals = make_termination_signals();
    static_cast<void>(signals->listen(probe.on_stop(), [] {}));
    ::raise(SIGTERM);
    const bool first = probe.was_called();
    ::raise(SIGTERM);
    signals.reset();  // the thread has read all by then
    ::_exit(first && probe.calls() == 1 ? 0 : 1);
}

TEST_F(TerminationSignalsDeathTest, StopIsCalledOnce) {
    EXPECT_EXIT(terminate_twice(), ExitedWithCode(0), "");
}

void hang_up_under_nohup() {
    std::signal(SIGHUP, SIG_IGN);
    StopProbe probe;
    auto signals = make_termination_signals();
    static_cast<void>(signals->listen(probe.on_stop(), [] {}));
    ::raise(SIGHUP);
    signals.reset();
    ::_exit(probe.calls());
}

TEST_F(TerminationSignalsDeathTest, NohupIsRespected) {
    EXPECT_EXIT(hang_up_under_nohup(), ExitedWithCode(0), "");
}

void write_to_a_closed_pipe() {
    const auto signals = make_termination_signals();
    ::raise(SIGPIPE);
    ::_exit(0);
}

TEST_F(TerminationSignalsDeathTest, BrokenPipesDoNotKill) {
    EXPECT_EXIT(write_to_a_closed_pipe(), ExitedWithCode(0), "");
}

void terminate_after_the_end_of_listening() {
    auto signals = make_termination_signals();
    static_cast<void>(signals->listen([] {}, [] {}));
    signals.reset();
    ::raise(SIGTERM);
    ::_exit(1);
}

TEST_F(TerminationSignalsDeathTest, DefaultsAreBackAfterwards) {
    EXPECT_EXIT(terminate_after_the_end_of_listening(), KilledBySignal(SIGTERM), "");
}

}  // namespace
}  // namespace wee
