#include "sources/processes/linux/exit_status.h"

#include <sys/wait.h>

#include <csignal>
#include <cstring>

namespace wee {
namespace {

constexpr int kShellsSignalBase = 128;

std::string signal_name(int signal) {
    if (const char* name = ::sigabbrev_np(signal)) {
        return std::string("SIG") + name;
    }
    if (signal >= SIGRTMIN && signal <= SIGRTMAX) {
        return "SIGRTMIN+" + std::to_string(signal - SIGRTMIN);
    }
    return std::to_string(signal);
}

}  // namespace

ProcessEnd process_end(int status) {
    if (WIFSIGNALED(status)) {
        return {kShellsSignalBase + WTERMSIG(status), signal_name(WTERMSIG(status)), {}};
    }
    return {WEXITSTATUS(status), {}, {}};
}

}  // namespace wee
