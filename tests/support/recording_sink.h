#pragma once

#include <cstddef>
#include <iterator>
#include <utility>

#include "event/event_sink.h"
#include "tests/support/awaited.h"

namespace wee {

/// A sink that keeps every event for the test, in the order of arrival. Any thread.
class RecordingSink final : public EventSink {
public:
    void emit(EventBatch batch) override {
        events_.change([&](EventBatch& events) {
            events.insert(events.end(), std::make_move_iterator(batch.begin()),
                          std::make_move_iterator(batch.end()));
        });
    }

    [[nodiscard]] EventBatch events() const {
        return events_.read([](const EventBatch& events) { return events; });
    }
    [[nodiscard]] std::size_t size() const {
        return events_.read([](const EventBatch& events) { return events.size(); });
    }

    /// Waits until `holds(all events so far)`. False when the deadline came first.
    template <typename Predicate>
    [[nodiscard]] bool wait_until(Predicate holds, std::chrono::milliseconds deadline = kTestDeadline) const {
        return events_.wait_until(holds, deadline);
    }

    /// Waits until at least `count` events have come. False when the deadline came first.
    [[nodiscard]] bool wait_for(std::size_t count, std::chrono::milliseconds deadline = kTestDeadline) const {
        return wait_until([count](const EventBatch& events) { return events.size() >= count; }, deadline);
    }

    /// All events so far; the next ones are kept anew.
    EventBatch take() {
        return events_.change([](EventBatch& events) { return std::exchange(events, {}); });
    }
    void clear() { take(); }

private:
    Awaited<EventBatch> events_;
};

}  // namespace wee
