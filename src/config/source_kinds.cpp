#include "config/source_kinds.h"

#include <algorithm>
#include <array>

namespace wee {
namespace {

struct KindsGiven {
    using enum EventKind;
    EventKindSet operator()(const FileWatcherOptions& options) const {
        return (options.events & EventKindSet{FileCreated, FileModified, FileDeleted, FileRenamed}) |
               EventKindSet{EventsLost};
    }
    EventKindSet operator()(const WindowWatcherOptions&) const {
        return {WindowCreated,   WindowDestroyed,    WindowFocused,
                WindowUnfocused, WindowTitleChanged, EventsLost};
    }
    EventKindSet operator()(const ProcessMonitorOptions&) const {
        return {ProcessStarted, ProcessStopped, EventsLost};
    }
    EventKindSet operator()(const RegistryMonitorOptions&) const {
        return {RegistryKeyCreated, RegistryKeyDeleted, RegistryValueSet, RegistryValueDeleted, EventsLost};
    }
    EventKindSet operator()(const TimerOptions&) const { return {TimerTick}; }
    EventKindSet operator()(const ReplaySourceOptions&) const { return EventKindSet::all(); }
};

struct TypeName {
    std::string_view operator()(const FileWatcherOptions&) const { return "file_watcher"; }
    std::string_view operator()(const WindowWatcherOptions&) const { return "window_watcher"; }
    std::string_view operator()(const ProcessMonitorOptions&) const { return "process_monitor"; }
    std::string_view operator()(const RegistryMonitorOptions&) const { return "registry_monitor"; }
    std::string_view operator()(const TimerOptions&) const { return "timer"; }
    std::string_view operator()(const ReplaySourceOptions&) const { return "replay"; }
};

}  // namespace

std::string_view type_name(const SourceOptions& options) {
    return std::visit(TypeName{}, options);
}

const std::string& source_name(const SourceOptions& options) {
    return std::visit([](const auto& any) -> const std::string& { return any.name; }, options);
}

std::string_view type_that_gives(EventKindSet kinds) {
    const std::array<SourceOptions, 5> types{FileWatcherOptions{}, WindowWatcherOptions{},
                                             ProcessMonitorOptions{}, RegistryMonitorOptions{},
                                             TimerOptions{}};
    const auto* const found = std::ranges::find_if(
        types, [kinds](const SourceOptions& type) { return !(kinds_given_by(type) & kinds).empty(); });
    return found == types.end() ? "file_watcher" : type_name(*found);
}

EventKindSet kinds_given_by(const SourceOptions& options) {
    return std::visit(KindsGiven{}, options);
}

}  // namespace wee
