#include "event/event_kind.h"

#include <algorithm>

namespace wee {
namespace {

struct Names {
    EventKind kind;
    std::string_view name;
    std::string_view snake_case;
};

constexpr std::array<Names, kEventKindCount> kNames = {{
    {EventKind::FileCreated, "FileCreated", "file_created"},
    {EventKind::FileModified, "FileModified", "file_modified"},
    {EventKind::FileDeleted, "FileDeleted", "file_deleted"},
    {EventKind::FileRenamed, "FileRenamed", "file_renamed"},
    {EventKind::WindowCreated, "WindowCreated", "window_created"},
    {EventKind::WindowDestroyed, "WindowDestroyed", "window_destroyed"},
    {EventKind::WindowFocused, "WindowFocused", "window_focused"},
    {EventKind::WindowUnfocused, "WindowUnfocused", "window_unfocused"},
    {EventKind::WindowTitleChanged, "WindowTitleChanged", "window_title_changed"},
    {EventKind::ProcessStarted, "ProcessStarted", "process_started"},
    {EventKind::ProcessStopped, "ProcessStopped", "process_stopped"},
    {EventKind::RegistryKeyCreated, "RegistryKeyCreated", "registry_key_created"},
    {EventKind::RegistryKeyDeleted, "RegistryKeyDeleted", "registry_key_deleted"},
    {EventKind::RegistryValueSet, "RegistryValueSet", "registry_value_set"},
    {EventKind::RegistryValueDeleted, "RegistryValueDeleted", "registry_value_deleted"},
    {EventKind::TimerTick, "TimerTick", "timer_tick"},
    {EventKind::Emitted, "Emitted", "emitted"},
    {EventKind::EventsLost, "EventsLost", "events_lost"},
}};

constexpr bool stand_in_declaration_order() {
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        if (static_cast<std::size_t>(kNames[i].kind) != i) {
            return false;
        }
    }
    return true;
}
static_assert(stand_in_declaration_order(), "a kind's number is its place in the table");

const Names& names_of(EventKind kind) {
    return kNames[static_cast<std::size_t>(kind)];
}

}  // namespace

std::string_view to_string(EventKind kind) {
    return names_of(kind).name;
}

std::string_view to_snake_case(EventKind kind) {
    return names_of(kind).snake_case;
}

std::optional<EventKind> parse_event_kind(std::string_view text) {
    const auto found = std::ranges::find_if(
        kNames, [text](const Names& names) { return text == names.name || text == names.snake_case; });
    return found == kNames.end() ? std::nullopt : std::optional(found->kind);
}

const std::array<EventKind, kEventKindCount>& all_event_kinds() {
    static constexpr auto kAll = [] {
        std::array<EventKind, kEventKindCount> kinds{};
        std::ranges::transform(kNames, kinds.begin(), &Names::kind);
        return kinds;
    }();
    return kAll;
}

}  // namespace wee
