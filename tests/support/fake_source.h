#pragma once

#include <atomic>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "sources/source.h"

namespace wee {

/// A source that sees what the test says. `emit` may be called from any thread; it keeps the port's promise
/// that the sink is called no more once `stop` has returned.
class FakeSource final : public Source {
public:
    explicit FakeSource(std::string name) : name_(std::move(name)) {}

    /// Makes every later `start` fail with this sentence.
    void fail_start_with(std::string message) { start_failure_ = std::move(message); }

    /// Hands the batch to the sink. False, with the batch dropped, while the source is not started.
    bool emit(EventBatch batch) {
        const std::lock_guard lock(mutex_);
        if (sink_ == nullptr) {
            return false;
        }
        sink_->emit(std::move(batch));
        return true;
    }
    bool emit(Event event) {
        EventBatch batch;
        batch.push_back(std::move(event));
        return emit(std::move(batch));
    }

    [[nodiscard]] const std::string& name() const override { return name_; }

    Result<void> start(EventSink& sink) override {
        ++start_count_;
        if (start_failure_) {
            return Error(*start_failure_);
        }
        const std::lock_guard lock(mutex_);
        sink_ = &sink;
        return {};
    }

    void request_stop() override { ++stop_request_count_; }

    void stop() override {
        const std::lock_guard lock(mutex_);
        sink_ = nullptr;
    }

    [[nodiscard]] bool is_running() const {
        const std::lock_guard lock(mutex_);
        return sink_ != nullptr;
    }
    [[nodiscard]] int start_count() const { return start_count_; }
    [[nodiscard]] int stop_request_count() const { return stop_request_count_; }

private:
    const std::string name_;
    std::optional<std::string> start_failure_;
    std::atomic<int> start_count_ = 0;
    std::atomic<int> stop_request_count_ = 0;
    mutable std::mutex mutex_;
    EventSink* sink_ = nullptr;
};

}  // namespace wee
