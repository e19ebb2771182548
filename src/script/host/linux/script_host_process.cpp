#include "script/host/linux/script_host_process.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <ctime>

#include "script/host/linux/confinement.h"
#include "script/host/linux/host_process_starter.h"
#include "script/host/linux/socket_channel.h"

namespace wee {
namespace {

/// Of the whole process: the program itself, the Lua state at its usual bound of 64 MiB, and what goes to and
/// fro (frame.h), twice over while it is read or written.
constexpr std::size_t kMemory = std::size_t{512} * 1024 * 1024;

bool is_of_type(int descriptor, mode_t type) {
    struct stat status {};
    return ::fstat(descriptor, &status) == 0 && (status.st_mode & S_IFMT) == type;
}

/// The kernel ends this process when the engine's end of the lifeline is closed, also in the middle of a loop
/// in C that asks nobody: a signal that comes with the close, whose default is the end. (The parent-death
/// signal comes already when the *thread* ends that started us.)
bool end_with_the_engine() {
    return ::fcntl(kHostLifeline, F_SETOWN, ::getpid()) == 0 &&
           ::fcntl(kHostLifeline, F_SETFL, O_ASYNC | O_NONBLOCK) == 0 && [] {
               char nothing = 0;  // the engine may be gone already
               return ::read(kHostLifeline, &nothing, 1) < 0;
           }();
}

}  // namespace

int run_script_host(const ScriptExecutor& execute) {
    if (!is_of_type(kHostSocket, S_IFSOCK) || !is_of_type(kHostLifeline, S_IFIFO)) {
        std::fputs(
            "wee script-host is started by the engine itself; to run a script say: wee script run FILE\n",
            stderr);
        return 2;
    }
    if (!end_with_the_engine()) {
        return 1;
    }
    ::tzset();
    const std::vector<std::string> lacks = confine_this_process(kMemory);
    SocketChannel channel{FileDescriptor(kHostSocket)};
    serve_scripts(channel, execute, lacks);
    return 0;
}

}  // namespace wee
