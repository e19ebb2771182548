#pragma once

#include <memory>

#include "base/clock.h"
#include "base/result.h"
#include "sources/processes/linux/process_feed.h"
#include "sources/processes/linux/user_names.h"
#include "sources/processes/process_monitor_options.h"

namespace wee {

/// Why this build can never run it, a sentence; nothing: it can where the kernel and the rights allow it.
std::optional<std::string> ebpf_missing_from_build();

/// By eBPF: every process, with its arguments, from within the kernel. `clock` and `users` must outlive the
/// feed. Fails with a sentence.
Result<std::unique_ptr<ProcessFeed>> open_ebpf_feed(const ProcessMonitorOptions& options, ProcessNumber own,
                                                    const Clock& clock, UserNames& users);

}  // namespace wee
