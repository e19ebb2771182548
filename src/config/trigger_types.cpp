#include "config/trigger_types.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "config/findings.h"

namespace wee {
namespace {

const std::vector<TriggerType>& types() {
    using enum EventKind;
    static const std::vector<TriggerType> all = {
        {"file_created", {FileCreated}},
        {"file_modified", {FileModified}},
        {"file_deleted", {FileDeleted}},
        {"file_renamed", {FileRenamed}},
        {"file", {FileCreated, FileModified, FileDeleted, FileRenamed}},
        {"window_created", {WindowCreated}},
        {"window_destroyed", {WindowDestroyed}},
        {"window_focused", {WindowFocused}},
        {"window_unfocused", {WindowUnfocused}},
        {"window_title_changed", {WindowTitleChanged}},
        {"window", {WindowCreated, WindowDestroyed, WindowFocused, WindowUnfocused, WindowTitleChanged}},
        {"process_started", {ProcessStarted}},
        {"process_stopped", {ProcessStopped}},
        {"process", {ProcessStarted, ProcessStopped}},
        {"registry_key_created", {RegistryKeyCreated}},
        {"registry_key_deleted", {RegistryKeyDeleted}},
        {"registry_value_set", {RegistryValueSet}},
        {"registry_value_deleted", {RegistryValueDeleted}},
        {"registry", {RegistryKeyCreated, RegistryKeyDeleted, RegistryValueSet, RegistryValueDeleted}},
        {"registry_changed",
         {RegistryKeyCreated, RegistryKeyDeleted, RegistryValueSet, RegistryValueDeleted}},
        {"timer", {TimerTick}},
        {"emitted", {Emitted}},
        {"events_lost", {EventsLost}},
        {"any", EventKindSet::all()},
    };
    return all;
}

/// Words that are no slip of a type's name and mean the same.
struct OtherWord {
    std::string_view word;
    std::string_view type;
};

constexpr std::array kOtherWords = {
    OtherWord{"file_changed", "file_modified"},
    OtherWord{"file_updated", "file_modified"},
    OtherWord{"file_written", "file_modified"},
    OtherWord{"file_closed", "file_modified"},
    OtherWord{"file_added", "file_created"},
    OtherWord{"file_new", "file_created"},
    OtherWord{"file_removed", "file_deleted"},
    OtherWord{"file_moved", "file_renamed"},
    OtherWord{"file_any", "file"},
    OtherWord{"window_opened", "window_created"},
    OtherWord{"window_closed", "window_destroyed"},
    OtherWord{"window_activated", "window_focused"},
    OtherWord{"window_deactivated", "window_unfocused"},
    OtherWord{"window_title", "window_title_changed"},
    OtherWord{"process_created", "process_started"},
    OtherWord{"process_launched", "process_started"},
    OtherWord{"process_exited", "process_stopped"},
    OtherWord{"process_ended", "process_stopped"},
    OtherWord{"process_terminated", "process_stopped"},
    OtherWord{"registry_modified", "registry_changed"},
    OtherWord{"registry_value_changed", "registry_value_set"},
    OtherWord{"timer_tick", "timer"},
    OtherWord{"tick", "timer"},
    OtherWord{"interval", "timer"},
    OtherWord{"emit", "emitted"},
    OtherWord{"custom", "emitted"},
    OtherWord{"all", "any"},
    OtherWord{"*", "any"},
};

}  // namespace

const TriggerType* find_trigger_type(std::string_view name) {
    const auto found = std::ranges::find(types(), name, &TriggerType::name);
    return found == types().end() ? nullptr : &*found;
}

std::vector<std::string_view> trigger_type_names() {
    std::vector<std::string_view> names;
    std::ranges::transform(types(), std::back_inserter(names), &TriggerType::name);
    return names;
}

const TriggerType* nearest_trigger_type(std::string_view word) {
    constexpr std::size_t kLongestWord = 100;  // nothing that long is a slip, and comparing takes time
    if (word.size() > kLongestWord) {
        return nullptr;
    }
    const auto* const other = std::ranges::find(kOtherWords, to_lower_ascii(word), &OtherWord::word);
    if (other != kOtherWords.end()) {
        return find_trigger_type(other->type);
    }
    if (const std::optional<EventKind> kind = parse_event_kind(word)) {
        return &*std::ranges::find(types(), EventKindSet{*kind}, &TriggerType::kinds);
    }
    return find_trigger_type(nearest_word(word, trigger_type_names()));
}

std::string name_of_kinds(EventKindSet kinds) {
    const auto found = std::ranges::find(types(), kinds, &TriggerType::kinds);
    return (found == types().end() ? "these" : key_text(found->name)) + " events";
}

}  // namespace wee
