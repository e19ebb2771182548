#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"
#include "event/event.h"

namespace wee {

/// Events that rules themselves bring about (`emit`), so that one rule can set off another.
///
/// Such an event has a `name` and fields of its rule's choice. The engine adds who emitted it (`emitted_by`, a
/// rule), because of which event (`cause_id`), how many emissions have led to it (`emit_depth`, from 1) and
/// through which rules (`emit_chain`, "a > b"); of a long chain its latest part.

/// How deep a chain may get where the configuration says nothing else.
inline constexpr std::size_t kDefaultEmitDepthLimit = 16;
/// Bytes that an event's name may have.
inline constexpr std::size_t kLongestEventName = 100;
/// Bytes that its fields may have in all.
inline constexpr std::size_t kLargestEmittedEvent = 256 * 1024;

/// Letters, digits, `_`, `-` and `.`.
bool is_event_name(std::string_view name);
/// Whether the engine sets the field itself, so that no rule may.
bool is_set_by_engine(FieldId field);

struct Emission {
    std::string name;  ///< REQUIRES: is_event_name.
    Fields fields{};   ///< Those that the engine sets are replaced.
    std::string_view rule{};
    std::size_t depth_limit = kDefaultEmitDepthLimit;
};

/// The event that a rule emits when it runs because of `cause`; it has no time stamp yet. Fails with a sentence
/// when the chain of rules that set each other off gets too long, or the fields are too large.
Result<Event> emitted_event(Emission emission, const Event& cause);

}  // namespace wee
