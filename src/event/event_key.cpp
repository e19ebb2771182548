#include "event/event_key.h"

#include "event/event_subject.h"

namespace wee {
namespace {

std::string process_key(const Event& event) {
    const std::string_view name = subject_process(event);
    return std::string(name.empty() ? subject_pid(event) : name);
}

std::string window_key(const Event& event) {
    const std::string_view window = field_text(event, FieldId::WindowId);
    if (!window.empty()) {
        return std::string(window);
    }
    const std::string_view pid = subject_pid(event);
    const std::string_view window_class = field_text(event, FieldId::Class);
    if (pid.empty() && window_class.empty()) {
        return std::string(field_text(event, FieldId::Title));
    }
    return std::string(pid) + ' ' + std::string(window_class);
}

std::string registry_key(const Event& event) {
    std::string key(field_text(event, FieldId::KeyPath));
    if (const std::string_view value = field_text(event, FieldId::ValueName); !value.empty()) {
        key.append("\\").append(value);
    }
    return key;
}

std::string emitted_key(const Event& event) {
    const std::string_view path = subject_path(event);
    return std::string(path.empty() ? field_text(event, FieldId::Name) : path);
}

}  // namespace

std::string default_key(const Event& event) {
    switch (event.kind) {
        case EventKind::FileCreated:
        case EventKind::FileModified:
        case EventKind::FileDeleted:
        case EventKind::FileRenamed:
            return std::string(subject_path(event));
        case EventKind::WindowCreated:
        case EventKind::WindowDestroyed:
        case EventKind::WindowFocused:
        case EventKind::WindowUnfocused:
        case EventKind::WindowTitleChanged:
            return window_key(event);
        case EventKind::ProcessStarted:
        case EventKind::ProcessStopped:
            return process_key(event);
        case EventKind::RegistryKeyCreated:
        case EventKind::RegistryKeyDeleted:
        case EventKind::RegistryValueSet:
        case EventKind::RegistryValueDeleted:
            return registry_key(event);
        case EventKind::Emitted:
            return emitted_key(event);
        case EventKind::TimerTick:
        case EventKind::EventsLost:
            break;
    }
    return event.source;
}

}  // namespace wee
