#include "engine/source_retry.h"

#include <algorithm>
#include <iterator>
#include <system_error>
#include <utility>

#include "config/source_kinds.h"

namespace wee {

void SourceRetry::begin(std::vector<WaitingSource> failed) {
    if (failed.empty()) {
        return;
    }
    const SteadyTime due = clock_.steady_now() + pause_.first;
    for (WaitingSource& source : failed) {
        entries_.push_back({std::move(source), pause_.first, due});
    }
    try {
        thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
    } catch (const std::system_error& failure) {
        log_.error("source_retry_failed",
                   "what could not be started is not tried again before the next reload: a thread cannot be "
                   "started: " +
                       failure.code().message());
    }
}

void SourceRetry::cancel() {
    thread_.request_stop();
    if (thread_.joinable()) {
        thread_.join();
    }
    const std::lock_guard lock(mutex_);
    entries_.clear();
}

std::vector<WaitingSource> SourceRetry::waiting() const {
    const std::lock_guard lock(mutex_);
    std::vector<WaitingSource> sources;
    std::ranges::transform(entries_, std::back_inserter(sources), &Entry::source);
    return sources;
}

void SourceRetry::run(const std::stop_token& stop) {
    while (const std::optional<std::size_t> due = wait_for_due(stop)) {
        try_start(*due, stop);
    }
}

/// Nothing when nothing waits, or a stop came.
std::optional<std::size_t> SourceRetry::wait_for_due(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (!stop.stop_requested() && !entries_.empty()) {
        const auto next = std::ranges::min_element(entries_, {}, &Entry::due);
        const auto left = next->due - clock_.steady_now();
        if (left <= left.zero()) {
            return next - entries_.begin();
        }
        wake_.wait_for(lock, stop, left, [] { return false; });
    }
    return std::nullopt;
}

void SourceRetry::try_start(std::size_t index, const std::stop_token& stop) {
    const WaitingSource& source = entries_[index].source;
    const Result<void> started = start_(source, stop);
    if (stop.stop_requested()) {
        return;
    }
    const std::lock_guard lock(mutex_);
    if (!started) {
        postpone(entries_[index], started.error().message());
        return;
    }
    const std::string& name = source_name(source.config.options);
    log_.info("source_recovered", "source \"" + name + "\" could be started now", {{"source", name}});
    entries_.erase(std::next(entries_.begin(), static_cast<std::ptrdiff_t>(index)));
}

/// The same reason again is no news.
void SourceRetry::postpone(Entry& entry, const std::string& reason) {
    const std::string& name = source_name(entry.source.config.options);
    log_.write(reason == entry.source.reason ? LogLevel::Debug : LogLevel::Warning, "source_failed",
               "source \"" + name + "\" still cannot be started: " + reason, {{"source", name}});
    entry.source.reason = reason;
    ++entry.source.failed_starts;
    entry.pause = std::min(entry.pause * 2, pause_.longest);
    entry.due = clock_.steady_now() + entry.pause;
}

}  // namespace wee
