#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "sources/backend_availability.h"
#include "sources/processes/linux/process_feed.h"
#include "sources/processes/linux/user_names.h"
#include "sources/processes/process_monitor_options.h"

namespace wee {

/// The feed that was chosen, and why it is not a better one.
struct OpenedFeed {
    std::unique_ptr<ProcessFeed> feed;
    ProcessBackend backend = ProcessBackend::Poll;
    std::vector<std::string> passed_over{};  ///< A sentence for each better one that cannot run here.
};

/// What this process may and this kernel can do, for each backend, the best one first.
std::vector<BackendAvailability> process_monitor_availability();

/// "ebpf", as `backend = "..."` writes it.
std::string to_string(ProcessBackend backend);

/// Opens the one that the options name, or the best that can run here. `own`: the engine's process. Fails with
/// a sentence that says what is missing and how to get it.
Result<OpenedFeed> open_process_feed(const ProcessMonitorOptions& options, ProcessNumber own,
                                     const Clock& clock, UserNames& users);

}  // namespace wee
