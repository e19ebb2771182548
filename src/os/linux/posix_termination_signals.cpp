#include "os/linux/posix_termination_signals.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cassert>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <ctime>
#include <system_error>
#include <thread>
#include <utility>

#include "os/linux/standard_descriptors.h"

namespace wee {
namespace {

constexpr std::array kSignals{SIGINT, SIGTERM, SIGHUP};
constexpr int kInterruptedExitCode = 130;  // 128 + SIGINT, as shells report it
// Sooner it is the same wish: GNU timeout, for one, signals its child and then the child's whole group.
constexpr std::int64_t kNextInterruptNanoseconds = 200'000'000;
constexpr eventfd_t kWish = 1;
// The descriptor adds up what is written.
constexpr eventfd_t kHangUp = eventfd_t{1} << 16;
constexpr eventfd_t kEndOfListening = eventfd_t{1} << 32;

// What the handler touches. It may run on any thread at any time, also while the object below is being
// destroyed: therefore not members, and the descriptor stays open for good.
std::atomic<int> wake_up_descriptor = -1;
std::atomic<std::int64_t> first_interrupt = 0;  // monotonic nanoseconds; 0: none yet
static_assert(std::atomic<int>::is_always_lock_free && std::atomic<std::int64_t>::is_always_lock_free,
              "a signal handler may not take locks");

/// Remembers the first one. For the handler: async-signal-safe.
bool is_second_interrupt() {
    timespec time{};
    ::clock_gettime(CLOCK_MONOTONIC, &time);
    const std::int64_t now = std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
    std::int64_t first = 0;
    return !first_interrupt.compare_exchange_strong(first, now) && now - first >= kNextInterruptNanoseconds;
}

extern "C" void handle_termination_signal(int signal) {
    const int saved_errno = errno;
    if (signal == SIGINT && is_second_interrupt()) {
        ::_exit(kInterruptedExitCode);  // from here, since no thread of the engine may be able to
    }
    const eventfd_t wish = signal == SIGHUP ? kHangUp : kWish;
    const ssize_t ignored = ::write(wake_up_descriptor.load(), &wish, sizeof wish);
    static_cast<void>(ignored);  // nothing to be done about it
    errno = saved_errno;
}

void let_signals_in() {
    sigset_t signals;
    ::sigemptyset(&signals);
    for (const int signal : kSignals) {
        ::sigaddset(&signals, signal);
    }
    ::pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

bool has_terminal() {
    const int terminal = ::open("/dev/tty", O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (terminal >= 0) {
        ::close(terminal);
    }
    return terminal >= 0;
}

class PosixTerminationSignals final : public TerminationSignals {
public:
    PosixTerminationSignals();
    ~PosixTerminationSignals() override;
    PosixTerminationSignals(const PosixTerminationSignals&) = delete;
    PosixTerminationSignals& operator=(const PosixTerminationSignals&) = delete;

    Result<void> listen(std::function<void()> on_stop, std::function<void()> on_reload) override;

private:
    void wait_for_wishes();
    void pass_on(eventfd_t wishes);

    std::array<struct sigaction, kSignals.size()> former_actions_{};
    const bool had_terminal_ = has_terminal();
    std::function<void()> on_stop_;
    std::function<void()> on_reload_;
    bool stopping_ = false;
    std::thread thread_;
};

PosixTerminationSignals::PosixTerminationSignals() {
    if (wake_up_descriptor.load() < 0) {
        wake_up_descriptor = ::eventfd(0, EFD_CLOEXEC);
    }
    first_interrupt = 0;
    std::signal(SIGPIPE, SIG_IGN);  // a write to what nobody reads is an error like others
    struct sigaction action {};
    action.sa_handler = handle_termination_signal;
    action.sa_flags = SA_RESTART;
    for (std::size_t index = 0; index < kSignals.size(); ++index) {
        struct sigaction& former = former_actions_[index];
        ::sigaction(kSignals[index], nullptr, &former);
        if (kSignals[index] != SIGHUP || former.sa_handler != SIG_IGN) {
            ::sigaction(kSignals[index], &action, nullptr);
        }
    }
}

PosixTerminationSignals::~PosixTerminationSignals() {
    for (std::size_t index = 0; index < kSignals.size(); ++index) {
        ::sigaction(kSignals[index], &former_actions_[index], nullptr);
    }
    if (thread_.joinable()) {
        ::eventfd_write(wake_up_descriptor.load(), kEndOfListening);
        thread_.join();
    }
}

Result<void> PosixTerminationSignals::listen(std::function<void()> on_stop, std::function<void()> on_reload) {
    assert(!thread_.joinable());
    if (wake_up_descriptor.load() < 0) {
        return Error(
            "Ctrl-C and SIGTERM cannot be listened to: no file descriptor left; raise the limit (ulimit -n)");
    }
    on_stop_ = std::move(on_stop);
    on_reload_ = std::move(on_reload);
    try {
        thread_ = std::thread([this] { wait_for_wishes(); });
    } catch (const std::system_error&) {
        return Error(
            "Ctrl-C and SIGTERM cannot be listened to: no thread left; raise the limit (ulimit -u, "
            "TasksMax)");
    }
    return {};
}

void PosixTerminationSignals::wait_for_wishes() {
    let_signals_in();  // here at least, should the engine have been started with them blocked
    eventfd_t written = 0;
    while (written < kEndOfListening) {
        // poll, because the thread sanitizer holds a signal back in a read, which it takes to be short.
        pollfd wake_up{wake_up_descriptor.load(), POLLIN, 0};
        if (::poll(&wake_up, 1, -1) != 1 || ::eventfd_read(wake_up.fd, &written) != 0) {
            continue;
        }
        pass_on(written % kEndOfListening);
    }
}

void PosixTerminationSignals::pass_on(eventfd_t wishes) {
    const bool hung_up = wishes >= kHangUp;
    const bool stop = wishes % kHangUp != 0 || (hung_up && had_terminal_ && !has_terminal());
    if (stopping_) {
        return;
    }
    if (stop) {
        stopping_ = true;
        on_stop_();
    } else if (hung_up) {
        on_reload_();
    }
}

}  // namespace

std::unique_ptr<TerminationSignals> make_termination_signals() {
    occupy_standard_descriptors();
    return std::make_unique<PosixTerminationSignals>();
}

}  // namespace wee
