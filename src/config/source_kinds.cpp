#include "config/source_kinds.h"

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

}  // namespace

EventKindSet kinds_given_by(const SourceOptions& options) {
    return std::visit(KindsGiven{}, options);
}

}  // namespace wee
