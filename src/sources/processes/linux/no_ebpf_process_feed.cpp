// Takes the place of ebpf_process_feed.cpp where clang or libbpf were missing when this was built.
#include "sources/processes/linux/ebpf_process_feed.h"

namespace wee {

std::optional<std::string> ebpf_missing_from_build() {
    return "this build has no eBPF: clang or libbpf was missing; install clang, libbpf-dev, libelf-dev and "
           "zlib1g-dev, then build again";
}

Result<std::unique_ptr<ProcessFeed>> open_ebpf_feed(const ProcessMonitorOptions& /*options*/,
                                                    ProcessNumber /*own*/, const Clock& /*clock*/,
                                                    UserNames& /*users*/) {
    return Error(ebpf_missing_from_build().value_or(std::string()));
}

}  // namespace wee
