#pragma once

#include <map>
#include <mutex>
#include <thread>

#include "os/linux/file_descriptor.h"

namespace wee {

/// Reads and throws away what processes write that a finished run left behind: a service that a rule started
/// must not die of a closed pipe at its first line. One thread for all, made when first needed. Any thread.
class LeftoverOutput {
public:
    LeftoverOutput() = default;
    /// Closes all: who writes from then on gets SIGPIPE.
    ~LeftoverOutput();
    LeftoverOutput(const LeftoverOutput&) = delete;
    LeftoverOutput& operator=(const LeftoverOutput&) = delete;

    /// Reads `pipe` until its last writer is gone; closes it at once when there are too many, or no thread.
    void take_over(FileDescriptor pipe);

private:
    bool start();
    bool watch(int descriptor) const;
    void discard_until_closed();
    void discard_from(int pipe);

    std::mutex mutex_;
    std::map<int, FileDescriptor> pipes_;  // by their numbers
    FileDescriptor events_;                // epoll
    FileDescriptor close_;                 // eventfd
    std::jthread thread_;
};

}  // namespace wee
