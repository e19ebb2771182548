#include "config/trigger_types.h"

#include <algorithm>

namespace wee {
namespace {

const std::vector<TriggerType>& types() {
    using enum EventKind;
    using enum TriggerFamily;
    static const std::vector<TriggerType> all = {
        {"file_created", File, {FileCreated}},
        {"file_modified", File, {FileModified}},
        {"file_deleted", File, {FileDeleted}},
        {"file_renamed", File, {FileRenamed}},
        {"file", File, {FileCreated, FileModified, FileDeleted, FileRenamed}},
        {"window_created", Window, {WindowCreated}},
        {"window_destroyed", Window, {WindowDestroyed}},
        {"window_focused", Window, {WindowFocused}},
        {"window_unfocused", Window, {WindowUnfocused}},
        {"window_title_changed", Window, {WindowTitleChanged}},
        {"process_started", Process, {ProcessStarted}},
        {"process_stopped", Process, {ProcessStopped}},
        {"registry_changed",
         Registry,
         {RegistryKeyCreated, RegistryKeyDeleted, RegistryValueSet, RegistryValueDeleted}},
        {"registry_key_created", Registry, {RegistryKeyCreated}},
        {"registry_key_deleted", Registry, {RegistryKeyDeleted}},
        {"registry_value_set", Registry, {RegistryValueSet}},
        {"registry_value_deleted", Registry, {RegistryValueDeleted}},
        {"timer", Timer, {TimerTick}},
    };
    return all;
}

const std::vector<TriggerField>& fields() {
    using enum TriggerFamily;
    static const std::vector<TriggerField> all = {
        {{"pattern", "\"*.txt\""}, {File}, FieldType::Text},
        {{"path", "\"/home/me/inbox\""}, {File}, FieldType::Text},
        {{"title_contains", "\"Inbox\""}, {Window}, FieldType::Text},
        {{"process_name", "\"firefox\""}, {Window, Process}, FieldType::Text},
        {{"value_name", "\"Version\""}, {Registry}, FieldType::Text},
        {{"key_path", "'HKCU\\Software\\Example'"}, {Registry}, FieldType::Text},
        {{"interval_seconds", "60"}, {Timer}, FieldType::Number},
    };
    return all;
}

}  // namespace

bool TriggerField::belongs_to(TriggerFamily family) const {
    return std::ranges::find(families, family) != families.end();
}

std::span<const TriggerType> trigger_types() {
    return types();
}

const TriggerType* find_trigger_type(std::string_view name) {
    const auto found = std::ranges::find(types(), name, &TriggerType::name);
    return found == types().end() ? nullptr : &*found;
}

std::vector<std::string_view> trigger_type_names() {
    std::vector<std::string_view> names;
    for (const TriggerType& type : types()) {
        names.push_back(type.name);
    }
    return names;
}

std::span<const TriggerField> trigger_fields() {
    return fields();
}

std::vector<std::string_view> field_names(TriggerFamily family) {
    std::vector<std::string_view> names;
    for (const TriggerField& field : fields()) {
        if (field.belongs_to(family)) {
            names.push_back(field.key.name);
        }
    }
    return names;
}

std::string_view family_name(TriggerFamily family) {
    constexpr std::array<std::string_view, 5> kNames = {"file", "window", "process", "registry", "timer"};
    return kNames[static_cast<std::size_t>(family)];
}

}  // namespace wee
