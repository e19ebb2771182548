#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "telemetry/log_output.h"

namespace wee {

/// What a full queue does with a line.
enum class LineImportance {
    Droppable,
    Kept,  ///< Goes into the queue however full it is: for the few lines that programs wait for.
};

struct LogQueueOptions {
    /// The line, without its end, that says how many were dropped. Called on any thread, also after the
    /// queue's end: it may refer to nothing that can go away.
    std::function<std::string(std::uint64_t dropped)> describe_drops;
    std::size_t limit = std::size_t{8} << 20U;  ///< Bytes that wait.
    /// For what still waits when the queue is destroyed. The engine has a second to end in.
    std::chrono::milliseconds patience_at_end{300};
    /// How the writer thread is made. May throw std::system_error.
    std::function<std::thread(std::function<void()>)> start_thread = [](std::function<void()> body) {
        return std::thread(std::move(body));
    };
};

/// Lines on their way to an output that may not take them for a while, such as a pipe whose reader sleeps. A
/// thread of its own writes them, in order, so that who puts one never waits.
///
/// Bounded: what does not fit is dropped and counted, and so is what could not be written. As soon as lines
/// flow again, one line in the place of those that were dropped says how many.
///
/// Lines go out whole, as many in one write as a pipe takes all or nothing (4096 bytes).
class LogQueue {
public:
    /// Without a thread to be had the queue still works: who puts a line writes it.
    LogQueue(std::unique_ptr<LogOutput> output, LogQueueOptions options);
    /// Waits for what is in the queue to be written, but no longer than the patience: what is left then is
    /// lost, and its writer is left behind in its call, touching nothing but the output and state of its own.
    ~LogQueue();
    LogQueue(const LogQueue&) = delete;
    LogQueue& operator=(const LogQueue&) = delete;

    /// Queues one line, given without its end. Any thread.
    void put(const std::string& line, LineImportance importance);

private:
    class Writer;
    std::shared_ptr<Writer> writer_;  // shared with its thread, which may outlive the queue
    std::thread thread_;
    std::chrono::milliseconds patience_;
};

}  // namespace wee
