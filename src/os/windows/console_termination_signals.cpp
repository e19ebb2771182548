#include "os/windows/console_termination_signals.h"

#include <windows.h>

#include <array>
#include <atomic>
#include <cassert>
#include <system_error>
#include <thread>
#include <utility>

namespace wee {
namespace {

constexpr UINT kInterruptedExitCode = 130;

// What the handler touches; Windows runs it on a thread of its own, which may outlive the object below. The
// handles stay open for good.
std::atomic<int> interrupt_count = 0;
HANDLE wish_event = nullptr;      // set by the first wish
HANDLE finished_event = nullptr;  // set when the engine has ended

BOOL WINAPI handle_console_event(DWORD type) {
    const bool is_interrupt = type == CTRL_C_EVENT || type == CTRL_BREAK_EVENT;
    if (is_interrupt && interrupt_count.fetch_add(1) > 0) {
        ::TerminateProcess(::GetCurrentProcess(), kInterruptedExitCode);
    }
    ::SetEvent(wish_event);
    if (!is_interrupt) {
        ::WaitForSingleObject(finished_event,
                              INFINITE);  // once we return from these, Windows ends the process
    }
    return TRUE;
}

class ConsoleTerminationSignals final : public TerminationSignals {
public:
    ConsoleTerminationSignals();
    ~ConsoleTerminationSignals() override;
    ConsoleTerminationSignals(const ConsoleTerminationSignals&) = delete;
    ConsoleTerminationSignals& operator=(const ConsoleTerminationSignals&) = delete;

    Result<void> listen(std::function<void()> on_stop, std::function<void()> on_reload) override;

private:
    void wait_for_wish();

    bool installed_ = false;
    std::function<void()> on_stop_;
    std::thread thread_;
};

ConsoleTerminationSignals::ConsoleTerminationSignals() {
    if (wish_event == nullptr) {
        wish_event = ::CreateEventW(nullptr, TRUE, FALSE, nullptr);
        finished_event = ::CreateEventW(nullptr, TRUE, FALSE, nullptr);
    }
    interrupt_count = 0;
    installed_ = wish_event != nullptr && finished_event != nullptr &&
                 ::SetConsoleCtrlHandler(handle_console_event, TRUE) != FALSE;
}

ConsoleTerminationSignals::~ConsoleTerminationSignals() {
    if (installed_) {
        ::SetConsoleCtrlHandler(handle_console_event, FALSE);
        ::SetEvent(finished_event);
    }
    if (thread_.joinable()) {
        thread_.join();
    }
}

Result<void> ConsoleTerminationSignals::listen(std::function<void()> on_stop,
                                               std::function<void()> /*on_reload*/) {
    assert(!thread_.joinable());
    if (!installed_) {
        return Error(
            "Ctrl-C and the system's shutdown cannot be listened to: Windows refused a console handler");
    }
    on_stop_ = std::move(on_stop);
    try {
        thread_ = std::thread([this] { wait_for_wish(); });
    } catch (const std::system_error&) {
        return Error(
            "Ctrl-C and the system's shutdown cannot be listened to: no thread left; end other programs");
    }
    return {};
}

void ConsoleTerminationSignals::wait_for_wish() {
    const std::array handles{finished_event, wish_event};
    const DWORD first =
        ::WaitForMultipleObjects(static_cast<DWORD>(handles.size()), handles.data(), FALSE, INFINITE);
    if (first == WAIT_OBJECT_0 + 1) {
        on_stop_();
    }
}

}  // namespace

std::unique_ptr<TerminationSignals> make_termination_signals() {
    return std::make_unique<ConsoleTerminationSignals>();
}

}  // namespace wee
