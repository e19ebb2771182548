#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "event/event_emitter.h"

namespace wee {

/// Keeps the events for the test. One thread.
class FakeEmitter final : public EventEmitter {
public:
    Result<void> emit(Event event) override {
        if (failure_) {
            return Error(*failure_);
        }
        events_.push_back(std::move(event));
        return {};
    }
    /// From now on nothing can be emitted.
    void fail_with(std::string message) { failure_ = std::move(message); }
    [[nodiscard]] const std::vector<Event>& events() const { return events_; }

private:
    std::vector<Event> events_;
    std::optional<std::string> failure_;
};

}  // namespace wee
