#include "os/linux/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <vector>

namespace wee {
namespace {

constexpr int kPatience = 40;  // milliseconds

/// posix_spawn's two settings objects; they hold memory of their own.
class SpawnSettings {
public:
    SpawnSettings() {
        ::posix_spawn_file_actions_init(&actions_);
        ::posix_spawnattr_init(&attributes_);
        sigset_t all;
        sigset_t none;
        ::sigfillset(&all);
        ::sigemptyset(&none);
        ::posix_spawnattr_setsigdefault(&attributes_, &all);
        ::posix_spawnattr_setsigmask(&attributes_, &none);
        ::posix_spawnattr_setflags(&attributes_,
                                   POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    }
    ~SpawnSettings() {
        ::posix_spawnattr_destroy(&attributes_);
        ::posix_spawn_file_actions_destroy(&actions_);
    }
    SpawnSettings(const SpawnSettings&) = delete;
    SpawnSettings& operator=(const SpawnSettings&) = delete;

    /// 0, or the errno.
    int set(const ChildProcess::Start& what) {
        int error =
            what.standard_input < 0
                ? ::posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
                : ::posix_spawn_file_actions_adddup2(&actions_, what.standard_input, STDIN_FILENO);
        error |= ::posix_spawn_file_actions_adddup2(&actions_, what.standard_output, STDOUT_FILENO);
        error |= ::posix_spawn_file_actions_adddup2(&actions_, what.standard_error, STDERR_FILENO);
        error |= ::posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
        const std::string& directory = what.request.working_directory;
        if (!directory.empty()) {
            error |= ::posix_spawn_file_actions_addchdir_np(&actions_, directory.c_str());
        }
        return error == 0 ? 0 : ENOMEM;  // the only way these fail with what they get here
    }
    [[nodiscard]] const posix_spawn_file_actions_t* actions() const { return &actions_; }
    [[nodiscard]] const posix_spawnattr_t* attributes() const { return &attributes_; }

private:
    posix_spawn_file_actions_t actions_{};
    posix_spawnattr_t attributes_{};
};

/// For exec, which takes non-const text for historical reasons and does not change it.
std::vector<char*> argument_block(const LaunchRequest& request) {
    std::vector<char*> block;
    block.reserve(request.arguments.size() + 2);
    block.push_back(const_cast<char*>(request.command.c_str()));
    for (const std::string& argument : request.arguments) {
        block.push_back(const_cast<char*>(argument.c_str()));
    }
    block.push_back(nullptr);
    return block;
}

}  // namespace

int ChildProcess::start(const Start& what) {
    if (const int error = spawn(what); error != 0) {
        return error;
    }
    exit_ = FileDescriptor(static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0)));
    if (exit_.is_open()) {
        return 0;
    }
    const int error = errno;  // rare: it could not be watched, so it must not go on
    ::kill(-pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    return error;
}

int ChildProcess::spawn(const Start& what) {
    SpawnSettings settings;
    if (const int error = settings.set(what); error != 0) {
        return error;
    }
    const std::vector<char*> arguments = argument_block(what.request);
    return ::posix_spawn(&pid_, what.program.c_str(), settings.actions(), settings.attributes(),
                         arguments.data(), what.environment);
}

bool ChildProcess::try_reap(int& status) const {
    return ::waitpid(pid_, &status, WNOHANG) == pid_;
}

LaunchOutcome ChildProcess::reap() {
    int status = SIGKILL;
    if (!try_reap(status)) {
        pollfd exit{exit_.number(), POLLIN, 0};
        ::poll(&exit, 1, kPatience);
        try_reap(status);
    }
    LaunchOutcome outcome;
    outcome.pid = pid_;
    if (WIFSIGNALED(status)) {
        outcome.end = LaunchEnd::Signalled;
        outcome.signal = WTERMSIG(status);
    } else {
        outcome.exit_code = WEXITSTATUS(status);
    }
    return outcome;
}

}  // namespace wee
