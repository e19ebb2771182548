#pragma once

#include <sys/types.h>

#include <string>

#include "os/linux/file_descriptor.h"
#include "os/process_launcher.h"

namespace wee {

/// A direct child from its start until it is reaped. One thread.
class ChildProcess {
public:
    struct Start {
        const std::string& program;  ///< A path; `request.command` is what the child sees as its own name.
        const LaunchRequest& request;
        char* const* environment;
        int standard_input;  ///< -1: nothing to read.
        int standard_output;
        int standard_error;
    };

    ChildProcess() = default;
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    /// 0, or the errno of what failed; then there is no child.
    ///
    /// The child leads a process group of its own: Ctrl-C reaches the engine alone, and whatever the child
    /// starts stays known as its own. Not a session: where the kernel groups processes for scheduling by
    /// session (sched_autogroup), each new one costs its run milliseconds. It has default signal handling,
    /// an empty signal mask, and no descriptors but its three streams.
    int start(const Start& what);

    [[nodiscard]] pid_t pid() const { return pid_; }
    /// A pidfd: readable once the child has exited.
    [[nodiscard]] int exit_descriptor() const { return exit_.number(); }
    /// How it ended. A killed child that hangs in the kernel is soon given up, and reported as killed.
    LaunchOutcome reap();

private:
    int spawn(const Start& what);
    bool try_reap(int& status) const;

    pid_t pid_ = 0;
    FileDescriptor exit_;
};

}  // namespace wee
