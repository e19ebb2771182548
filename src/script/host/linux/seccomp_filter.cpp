#include "script/host/linux/seccomp_filter.h"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace wee {
namespace {

#if defined(__x86_64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#else
constexpr std::uint32_t kArchitecture = 0;
#endif

// What a C++ program needs that reckons and talks through descriptors that are open.
constexpr std::array kAllowed {
    SYS_read, SYS_write, SYS_recvfrom, SYS_sendto, SYS_ppoll, SYS_futex, SYS_munmap, SYS_mremap, SYS_madvise,
        SYS_brk, SYS_exit, SYS_exit_group, SYS_rt_sigreturn, SYS_rt_sigprocmask, SYS_clock_gettime,
        SYS_gettimeofday, SYS_getrandom, SYS_getpid, SYS_gettid, SYS_restart_syscall, SYS_sched_yield,
        SYS_close,
#if defined(__x86_64__)
        SYS_poll, SYS_time,
#endif
};
// Memory may be taken as long as it cannot be executed.
constexpr std::array kWithoutExecution{SYS_mmap, SYS_mprotect};
constexpr unsigned kProtection = 2;  // which argument it is, of both

constexpr std::uint32_t kX32Bit = 0x40000000;  // calls of another ABI on the same processor
constexpr std::uint32_t kRefuse = SECCOMP_RET_ERRNO | EPERM;

constexpr std::uint32_t low_half_of_argument(unsigned index) {
    return static_cast<std::uint32_t>(offsetof(seccomp_data, args)) + 8 * index;
}

/// Writes the program instruction by instruction; jumps are relative.
class Filter {
public:
    void load(std::size_t offset) { add(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset)); }
    void end(std::uint32_t verdict) { add(BPF_RET | BPF_K, verdict); }
    /// Skips so many instructions when the comparison (of BPF_JMP) holds.
    void skip_if(std::uint16_t comparison, std::uint32_t value, std::uint8_t count) {
        program_.push_back({static_cast<std::uint16_t>(BPF_JMP | comparison | BPF_K), count, 0, value});
    }
    void skip_unless(std::uint16_t comparison, std::uint32_t value, std::uint8_t count) {
        program_.push_back({static_cast<std::uint16_t>(BPF_JMP | comparison | BPF_K), 0, count, value});
    }
    std::vector<sock_filter>& program() { return program_; }

private:
    void add(unsigned code, std::uint32_t value) {
        program_.push_back({static_cast<std::uint16_t>(code), 0, 0, value});
    }

    std::vector<sock_filter> program_;
};

std::vector<sock_filter> host_filter() {
    Filter filter;
    filter.load(offsetof(seccomp_data, arch));
    filter.skip_if(BPF_JEQ, kArchitecture, 1);
    filter.end(SECCOMP_RET_KILL_PROCESS);
    filter.load(offsetof(seccomp_data, nr));
    filter.skip_unless(BPF_JGE, kX32Bit, 1);
    filter.end(SECCOMP_RET_KILL_PROCESS);
    for (const long call : kAllowed) {
        filter.skip_unless(BPF_JEQ, static_cast<std::uint32_t>(call), 1);
        filter.end(SECCOMP_RET_ALLOW);
    }
    for (const long call : kWithoutExecution) {
        filter.skip_unless(BPF_JEQ, static_cast<std::uint32_t>(call), 4);
        filter.load(low_half_of_argument(kProtection));
        filter.skip_unless(BPF_JSET, PROT_EXEC, 1);
        filter.end(kRefuse);
        filter.end(SECCOMP_RET_ALLOW);
    }
    filter.end(kRefuse);
    return filter.program();
}

}  // namespace

int apply_seccomp_filter() {
    if (kArchitecture == 0) {
        return ENOSYS;
    }
    std::vector<sock_filter> instructions = host_filter();
    sock_fprog program{static_cast<unsigned short>(instructions.size()), instructions.data()};
    return ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0 ? 0 : errno;
}

}  // namespace wee
