#include "telemetry/log_queue.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string_view>
#include <system_error>
#include <utility>

namespace wee {
namespace {

// A pipe takes up to this much whole or not at all: no line is cut when the engine ends with a full pipe, and
// none is mixed with what other processes write into it.
constexpr std::size_t kWholeWriteBytes = 4096;
// More is given back after a burst.
constexpr std::size_t kSpareBytes = std::size_t{64} << 10U;

/// The lines at the beginning of `text` that go out in one write. REQUIRES: text ends with a line end.
std::string_view next_lines(std::string_view text) {
    if (text.size() <= kWholeWriteBytes) {
        return text;
    }
    const std::size_t last = text.rfind('\n', kWholeWriteBytes - 1);
    return text.substr(0, (last == std::string_view::npos ? text.find('\n') : last) + 1);
}

}  // namespace

/// The queue's state and the thread's work on it.
class LogQueue::Writer {
public:
    Writer(std::unique_ptr<LogOutput> output, LogQueueOptions options)
        : output_(std::move(output)), options_(std::move(options)) {}

    void put(const std::string& line, LineImportance importance);
    /// For a queue without a thread: writes on the caller's.
    void write_now(const std::string& line);
    /// The thread: writes until the end.
    void run();
    /// No more lines come. True when all were written within the patience.
    bool finish(std::chrono::milliseconds patience);

private:
    struct Batch {
        std::string lines;
        std::uint64_t dropped = 0;  ///< Behind these lines.
    };

    void append(const std::string& line, LineImportance importance);
    bool take(Batch& batch);
    void write(const Batch& batch);
    void report_unwritten();

    const std::unique_ptr<LogOutput> output_;
    const LogQueueOptions options_;
    std::atomic<bool> abandoned_{false};
    std::uint64_t unwritten_ = 0;  // the writing thread's; lost and not yet reported

    std::mutex mutex_;
    std::condition_variable has_work_;
    std::condition_variable has_ended_;
    Batch waiting_;
    bool is_idle_ = false;  // the thread waits for has_work_
    bool is_closed_ = false;
    bool is_ended_ = false;
};

void LogQueue::Writer::put(const std::string& line, LineImportance importance) {
    bool wake_up = false;
    {
        const std::lock_guard lock(mutex_);
        append(line, importance);
        wake_up = std::exchange(is_idle_, false);
    }
    if (wake_up) {  // while the writer is awake it sees the line without a system call
        has_work_.notify_one();
    }
}

/// After the first line that was dropped all are until the writer comes, so that they are reported together
/// and in their place.
void LogQueue::Writer::append(const std::string& line, LineImportance importance) {
    const bool fits = waiting_.dropped == 0 && waiting_.lines.size() + line.size() < options_.limit;
    if (!fits && importance == LineImportance::Droppable) {
        ++waiting_.dropped;
        return;
    }
    if (waiting_.dropped > 0) {
        waiting_.lines += options_.describe_drops(std::exchange(waiting_.dropped, 0)) + '\n';
    }
    waiting_.lines.append(line).push_back('\n');
}

void LogQueue::Writer::write_now(const std::string& line) {
    const std::lock_guard lock(mutex_);
    write({line + '\n', 0});
}

void LogQueue::Writer::run() {
    for (Batch batch; take(batch);) {
        write(batch);
        batch.dropped = 0;
        batch.lines.clear();
        if (batch.lines.capacity() > kSpareBytes) {
            batch.lines.shrink_to_fit();
        }
    }
    const std::lock_guard lock(mutex_);
    is_ended_ = true;
    has_ended_.notify_one();
}

/// Waits for lines. False at the end. REQUIRES: batch is empty.
bool LogQueue::Writer::take(Batch& batch) {
    std::unique_lock lock(mutex_);
    const auto has_waiting = [this] { return !waiting_.lines.empty() || waiting_.dropped > 0; };
    while (!has_waiting() && !is_closed_) {
        is_idle_ = true;
        has_work_.wait(lock);
    }
    is_idle_ = false;
    std::swap(batch, waiting_);
    return !batch.lines.empty() || batch.dropped > 0;
}

void LogQueue::Writer::write(const Batch& batch) {
    std::string_view rest = batch.lines;
    while (!rest.empty() && !abandoned_.load(std::memory_order_relaxed)) {
        const std::string_view lines = next_lines(rest);
        if (!output_->write(lines)) {
            unwritten_ += static_cast<std::uint64_t>(std::ranges::count(lines, '\n'));
        }
        rest.remove_prefix(lines.size());
    }
    unwritten_ += batch.dropped;
    report_unwritten();
}

/// One try; where the output fails, the next is made with the next lines.
void LogQueue::Writer::report_unwritten() {
    if (unwritten_ > 0 && !abandoned_.load(std::memory_order_relaxed) &&
        output_->write(options_.describe_drops(unwritten_) + '\n')) {
        unwritten_ = 0;
    }
}

bool LogQueue::Writer::finish(std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    is_closed_ = true;
    has_work_.notify_one();
    const bool ended = has_ended_.wait_for(lock, patience, [this] { return is_ended_; });
    abandoned_ = !ended;
    return ended;
}

LogQueue::LogQueue(std::unique_ptr<LogOutput> output, LogQueueOptions options)
    : patience_(options.patience_at_end) {
    const auto start_thread = options.start_thread;
    writer_ = std::make_shared<Writer>(std::move(output), std::move(options));
    try {
        thread_ = start_thread([writer = writer_] { writer->run(); });
    } catch (const std::system_error&) {
        // No thread left on this machine: a log that may wait is better than none.
    }
}

LogQueue::~LogQueue() {
    if (!thread_.joinable()) {
        return;
    }
    if (writer_->finish(patience_)) {
        thread_.join();
    } else {
        thread_.detach();
    }
}

void LogQueue::put(const std::string& line, LineImportance importance) {
    if (thread_.joinable()) {
        writer_->put(line, importance);
    } else {
        writer_->write_now(line);
    }
}

}  // namespace wee
