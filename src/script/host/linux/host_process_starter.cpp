#include "script/host/linux/host_process_starter.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

#include "os/linux/file_descriptor.h"
#include "script/host/linux/socket_channel.h"

namespace wee {
namespace {

class HostProcess final : public ScriptHost {
public:
    HostProcess(pid_t pid, FileDescriptor socket, FileDescriptor lifeline)
        : pid_(pid), channel_(std::move(socket)), lifeline_(std::move(lifeline)) {}
    ~HostProcess() override { HostProcess::end(); }
    HostProcess(const HostProcess&) = delete;
    HostProcess& operator=(const HostProcess&) = delete;

    ScriptChannel& channel() override { return channel_; }
    [[nodiscard]] std::int64_t pid() const override { return pid_; }

    std::string end() override {
        const pid_t pid = std::exchange(pid_, -1);
        if (pid <= 0) {
            return {};
        }
        // Where it has ended already, this signal comes too late to change what wait says.
        ::kill(pid, SIGKILL);
        int status = 0;
        while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {}
        return WIFSIGNALED(status) ? "died of signal " + std::to_string(WTERMSIG(status))
                                   : "ended with exit code " + std::to_string(WEXITSTATUS(status));
    }

private:
    pid_t pid_;
    SocketChannel channel_;
    FileDescriptor lifeline_;
};

/// posix_spawn's two settings objects; they hold memory of their own.
class HostSettings {
public:
    HostSettings() {
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
    ~HostSettings() {
        ::posix_spawnattr_destroy(&attributes_);
        ::posix_spawn_file_actions_destroy(&actions_);
    }
    HostSettings(const HostSettings&) = delete;
    HostSettings& operator=(const HostSettings&) = delete;

    /// 0, or the errno.
    int set(int socket, int lifeline) {
        int error = ::posix_spawn_file_actions_adddup2(&actions_, socket, kHostSocket);
        error |= ::posix_spawn_file_actions_adddup2(&actions_, lifeline, kHostLifeline);
        error |= ::posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        error |= ::posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
        return error == 0 ? 0 : ENOMEM;
    }
    [[nodiscard]] const posix_spawn_file_actions_t* actions() const { return &actions_; }
    [[nodiscard]] const posix_spawnattr_t* attributes() const { return &attributes_; }

private:
    posix_spawn_file_actions_t actions_{};
    posix_spawnattr_t attributes_{};
};

Error failure(int error) {
    return Error(std::string("the host process for scripts cannot be started: ") + std::strerror(error) +
                 "; raise the limits of processes, descriptors or memory ('ulimit -a')");
}

/// Nothing of the engine's environment: tokens stand there. What time zone it is may be known.
std::vector<std::string> host_environment() {
    std::vector<std::string> environment{"LC_ALL=C.UTF-8"};
    const char* const zone = std::getenv("TZ");
    // Named, so that the C library does not look whether the file has changed, which it may not there.
    environment.push_back(std::string("TZ=") + (zone == nullptr ? ":/etc/localtime" : zone));
    return environment;
}

/// For exec, which takes non-const text for historical reasons and does not change it.
std::vector<char*> block_of(std::vector<std::string>& texts) {
    std::vector<char*> block;
    block.reserve(texts.size() + 1);
    for (std::string& text : texts) {
        block.push_back(text.data());
    }
    block.push_back(nullptr);
    return block;
}

}  // namespace

Result<std::unique_ptr<ScriptHost>> HostProcessStarter::start() {
    int sockets[2];
    int pipes[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0) {
        return failure(errno);
    }
    FileDescriptor own_socket(sockets[0]);
    const FileDescriptor host_socket(sockets[1]);
    if (::pipe2(pipes, O_CLOEXEC) != 0) {
        return failure(errno);
    }
    const FileDescriptor host_lifeline(pipes[0]);
    FileDescriptor own_lifeline(pipes[1]);
    HostSettings settings;
    int error = settings.set(host_socket.number(), host_lifeline.number());
    pid_t pid = -1;
    if (error == 0) {
        std::vector<std::string> arguments = arguments_;
        arguments.insert(arguments.begin(), "wee");
        std::vector<std::string> environment = host_environment();
        error = ::posix_spawn(&pid, program_.c_str(), settings.actions(), settings.attributes(),
                              block_of(arguments).data(), block_of(environment).data());
    }
    if (error != 0) {
        return failure(error);
    }
    return std::unique_ptr<ScriptHost>(
        std::make_unique<HostProcess>(pid, std::move(own_socket), std::move(own_lifeline)));
}

std::unique_ptr<ScriptHostStarter> make_script_host_starter() {
    return std::make_unique<HostProcessStarter>("/proc/self/exe", std::vector<std::string>{"script-host"});
}

}  // namespace wee
