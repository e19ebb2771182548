#include "sources/processes/linux/process_backends.h"

#include <linux/capability.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <climits>
#include <utility>

#include "sources/processes/linux/ebpf_process_feed.h"
#include "sources/processes/linux/netlink_process_feed.h"
#include "sources/processes/linux/polling_process_feed.h"

namespace wee {
namespace {

constexpr std::array kBestFirst{ProcessBackend::Ebpf, ProcessBackend::Netlink, ProcessBackend::Poll};
constexpr const char* kKernelTypes = "/sys/kernel/btf/vmlinux";

// include/linux/proc_ns.h: what the namespaces are called that the machine began with.
constexpr ino_t kFirstUserNamespace = 0xEFFF'FFFD;
constexpr ino_t kFirstPidNamespace = 0xEFFF'FFFC;

bool has_capability(unsigned capability) {
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    std::array<__user_cap_data_struct, _LINUX_CAPABILITY_U32S_3> data{};
    if (::syscall(SYS_capget, &header, data.data()) != 0) {
        return false;
    }
    return (data.at(capability / 32).effective >> (capability % 32) & 1U) != 0;
}

/// True as well where it cannot be told.
bool is_in_namespace(const char* link, ino_t inode) {
    struct stat status {};
    return ::stat(link, &status) != 0 || status.st_ino == inode;
}

std::string own_binary() {
    std::array<char, PATH_MAX> path{};
    const ssize_t size = ::readlink("/proc/self/exe", path.data(), path.size());
    return size > 0 ? std::string(path.data(), static_cast<std::size_t>(size)) : "/path/to/wee";
}

std::string grant(const std::string& capabilities) {
    return "grant it: sudo setcap " + capabilities + "=ep '" + own_binary() + "'";
}

std::optional<std::string> missing_for_ebpf() {
    if (std::optional<std::string> missing = ebpf_missing_from_build()) {
        return missing;
    }
    if (!has_capability(CAP_SYS_ADMIN) && !(has_capability(CAP_BPF) && has_capability(CAP_PERFMON))) {
        return "eBPF needs the capabilities CAP_BPF and CAP_PERFMON; " + grant("cap_bpf,cap_perfmon");
    }
    if (::access(kKernelTypes, R_OK) != 0) {
        return std::string("eBPF needs a kernel that describes its types (CONFIG_DEBUG_INFO_BTF), and ") +
               kKernelTypes + " cannot be read; run a kernel of your distribution's";
    }
    if (!is_in_namespace("/proc/self/ns/pid", kFirstPidNamespace)) {
        return "eBPF numbers processes as the machine does, and this is a container; run wee outside of it, "
               "or share the host's process ids (docker run --pid=host)";
    }
    return std::nullopt;
}

std::optional<std::string> missing_for_netlink() {
    if (!is_in_namespace("/proc/self/ns/user", kFirstUserNamespace) ||
        !is_in_namespace("/proc/self/ns/pid", kFirstPidNamespace)) {
        return "the kernel's process connector does not speak to containers; run wee outside of it";
    }
    if (!has_capability(CAP_NET_ADMIN)) {
        return "the kernel's process connector needs the capability CAP_NET_ADMIN; " + grant("cap_net_admin");
    }
    return std::nullopt;
}

std::optional<std::string> missing_for_polling() {
    if (::access("/proc/self/stat", R_OK) != 0) {
        return "/proc is not mounted; mount it: mount -t proc proc /proc";
    }
    return std::nullopt;
}

std::optional<std::string> missing_for(ProcessBackend backend) {
    switch (backend) {
        case ProcessBackend::Ebpf:
            return missing_for_ebpf();
        case ProcessBackend::Netlink:
            return missing_for_netlink();
        default:
            return missing_for_polling();
    }
}

Result<std::unique_ptr<ProcessFeed>> open(ProcessBackend backend, const ProcessMonitorOptions& options,
                                          ProcessNumber own, const Clock& clock, UserNames& users) {
    if (const std::optional<std::string> missing = missing_for(backend)) {
        return Error(*missing);
    }
    switch (backend) {
        case ProcessBackend::Ebpf:
            return open_ebpf_feed(options, own, clock, users);
        case ProcessBackend::Netlink:
            return open_netlink_feed(clock, users);
        default:
            return open_polling_feed(options.poll_interval, clock);
    }
}

}  // namespace

std::vector<BackendAvailability> process_monitor_availability() {
    std::vector<BackendAvailability> all;
    all.reserve(kBestFirst.size());
    for (const ProcessBackend backend : kBestFirst) {
        all.push_back({to_string(backend), missing_for(backend)});
    }
    return all;
}

std::string to_string(ProcessBackend backend) {
    switch (backend) {
        case ProcessBackend::Ebpf:
            return "ebpf";
        case ProcessBackend::Netlink:
            return "netlink";
        case ProcessBackend::Poll:
            return "poll";
        case ProcessBackend::Auto:
            break;
    }
    return "auto";
}

Result<OpenedFeed> open_process_feed(const ProcessMonitorOptions& options, ProcessNumber own,
                                     const Clock& clock, UserNames& users) {
    OpenedFeed opened;
    for (const ProcessBackend backend : kBestFirst) {
        if (options.backend != ProcessBackend::Auto && options.backend != backend) {
            continue;
        }
        Result<std::unique_ptr<ProcessFeed>> feed = open(backend, options, own, clock, users);
        if (feed) {
            opened.feed = std::move(feed).value();
            opened.backend = backend;
            return opened;
        }
        opened.passed_over.push_back(feed.error().message());
    }
    return Error("backend \"" + to_string(options.backend) +
                 "\" cannot run here: " + opened.passed_over.back());
}

}  // namespace wee
