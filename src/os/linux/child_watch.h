#pragma once

#include <poll.h>

#include <array>
#include <chrono>

#include "os/linux/output_pipe.h"

namespace wee {

enum class WatchEnd { ChildExited, StopRequested, TimeUp };

/// Waits for whatever comes first in a child's life and reads its output meanwhile. One thread.
class ChildWatch {
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    /// `exit_descriptor` is the child's pidfd; `stop_descriptor` becomes readable when the engine stops, or
    /// is -1. All arguments must outlive this.
    ChildWatch(int exit_descriptor, int stop_descriptor, OutputPipe& standard_output,
               OutputPipe& standard_error);

    /// Until the child exits, the stop comes, or the deadline passes. An exit is seen before the two others.
    WatchEnd wait(TimePoint deadline);
    void ignore_stop() { events_[kStop].fd = -1; }
    void ignore_exit() { events_[kExit].fd = -1; }

private:
    enum Slot { kExit, kStop, kOutput, kError, kSlotCount };
    void read_outputs();

    std::array<pollfd, kSlotCount> events_{};
    OutputPipe& output_;
    OutputPipe& error_;
};

}  // namespace wee
