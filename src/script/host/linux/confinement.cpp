#include "script/host/linux/confinement.h"

#include <sys/prctl.h>
#include <sys/resource.h>

#include <cerrno>
#include <cstring>

#include "script/host/linux/landlock.h"
#include "script/host/linux/seccomp_filter.h"

namespace wee {
namespace {

// The sanitizers' own memory and calls are beyond all of this.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kIsInstrumented = true;
#else
constexpr bool kIsInstrumented = false;
#endif

int limit(__rlimit_resource what, rlim_t most) {
    const rlimit bound{most, most};
    return ::setrlimit(what, &bound) == 0 ? 0 : errno;
}

void note(std::vector<std::string>& lacks, const std::string& what, int error) {
    if (error != 0) {
        lacks.push_back(what + " is not to be had here (" + std::strerror(error) + ")");
    }
}

}  // namespace

std::vector<std::string> confine_this_process(std::size_t memory) {
    std::vector<std::string> lacks;
    ::prctl(PR_SET_DUMPABLE, 0);  // neither a core file nor a debugger of the same user
    limit(RLIMIT_CORE, 0);
    if (kIsInstrumented) {
        return lacks;
    }
    note(lacks, "a bound for memory", limit(RLIMIT_AS, memory));
    note(lacks, "giving up new privileges", ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? 0 : errno);
    note(lacks, "Landlock, which keeps all files from them,", apply_landlock());
    limit(RLIMIT_NOFILE, 3);  // all taken; with less, poll() refuses what is open
    limit(RLIMIT_FSIZE, 0);
    note(lacks, "seccomp, which keeps system calls from them,", apply_seccomp_filter());
    return lacks;
}

}  // namespace wee
