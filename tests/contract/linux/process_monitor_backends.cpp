#include "tests/contract/process_monitor_backends.h"

#include "sources/processes/linux/linux_process_monitor.h"
#include "sources/processes/linux/process_backends.h"

namespace wee {

std::vector<ProcessMonitorBackend> process_monitor_backends() {
    std::vector<ProcessMonitorBackend> backends{
        {"ebpf", ProcessBackend::Ebpf, make_process_monitor, {}},
        {"netlink", ProcessBackend::Netlink, make_process_monitor, {}},
        {"poll", ProcessBackend::Poll, make_process_monitor, {}}};
    for (ProcessMonitorBackend& one : backends) {
        for (const BackendAvailability& known : process_monitor_availability()) {
            if (known.backend == one.name) {
                one.missing = known.missing;
            }
        }
    }
    backends[1].has_every_command_line = false;
    backends[2].has_every_command_line = false;
    backends[2].sees_every_process = false;
    return backends;
}

}  // namespace wee
