#include "event/emitted_event.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "event/event_subject.h"

namespace wee {
namespace {

constexpr std::string_view kSource = "emit";
constexpr std::string_view kArrow = " > ";
constexpr std::size_t kLongestChain = 1000;

constexpr std::array kSetByEngine = {FieldId::Name, FieldId::EmittedBy, FieldId::EmitDepth,
                                     FieldId::EmitChain, FieldId::CauseId};

/// Recorded events may say anything; what is no number counts as the first of a chain.
std::size_t depth_of(const Event& event) {
    const std::string_view text = field_text(event, FieldId::EmitDepth);
    std::size_t depth = 0;
    std::from_chars(text.data(), text.data() + text.size(), depth);
    return event.kind == EventKind::Emitted ? depth : 0;
}

/// "a > b", or of a long one "... > y > z".
std::string chain_behind(const Event& cause, std::string_view rule) {
    std::string chain;
    if (depth_of(cause) > 0) {
        chain.append(field_text(cause, FieldId::EmitChain)).append(kArrow);
    }
    chain.append(rule);
    if (chain.size() <= kLongestChain) {
        return chain;
    }
    const std::size_t cut = chain.find(kArrow, chain.size() - kLongestChain);
    return "..." + (cut == std::string::npos ? std::string(kArrow).append(rule) : chain.substr(cut));
}

std::size_t size_of(const Fields& fields) {
    std::size_t size = 0;
    for (const Field& field : fields) {
        size += field.name().size() + field.value.size();
    }
    return size;
}

}  // namespace

bool is_event_name(std::string_view name) {
    constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.";
    return !name.empty() && name.size() <= kLongestEventName &&
           name.find_first_not_of(kAllowed) == std::string_view::npos;
}

bool is_set_by_engine(FieldId field) {
    return std::ranges::find(kSetByEngine, field) != kSetByEngine.end();
}

Result<Event> emitted_event(Emission emission, const Event& cause) {
    const std::size_t depth = depth_of(cause);
    std::string chain = chain_behind(cause, emission.rule);
    if (depth >= emission.depth_limit) {
        return Error("the event \"" + emission.name + "\" is not emitted: the rules set each other off (" +
                     chain + "), and a chain may have " + std::to_string(emission.depth_limit) +
                     " events; narrow the trigger of one of them, or raise engine.emit_depth_limit");
    }
    if (const std::size_t size = size_of(emission.fields); size > kLargestEmittedEvent) {
        return Error("the event \"" + emission.name + "\" is not emitted: its fields have " +
                     std::to_string(size) + " bytes, and may have " + std::to_string(kLargestEmittedEvent) +
                     "; hand large texts on in a file");
    }
    Event event = make_event(EventKind::Emitted, std::string(kSource), {});
    event.metadata = std::move(emission.fields);
    event.metadata.set(FieldId::Name, std::move(emission.name))
        .set(FieldId::EmittedBy, std::string(emission.rule))
        .set(FieldId::EmitDepth, std::to_string(depth + 1))
        .set(FieldId::EmitChain, std::move(chain))
        .set(FieldId::CauseId, cause.id.to_string());
    return event;
}

}  // namespace wee
