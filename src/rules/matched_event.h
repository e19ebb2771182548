#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "event/event.h"
#include "rules/rule.h"

namespace wee {

/// An event that at least one rule matched, with what is made of it only when a rule asks, and then once for
/// all rules: a place on the heap, and its default key.
class MatchedEvent {
public:
    /// REQUIRES: the event outlives it. Its contents are moved away by `share`.
    explicit MatchedEvent(Event& event) : original_(event) {}
    MatchedEvent(const MatchedEvent&) = delete;
    MatchedEvent& operator=(const MatchedEvent&) = delete;

    [[nodiscard]] const Event& event() const { return shared_ ? *shared_ : original_; }
    [[nodiscard]] const std::shared_ptr<const Event>& share();
    /// What the rule's timers go by. Valid until the next call.
    [[nodiscard]] std::string_view key_for(const Rule& rule);

private:
    Event& original_;
    std::shared_ptr<const Event> shared_;
    std::optional<std::string> default_key_;
    std::string rendered_key_;
};

}  // namespace wee
