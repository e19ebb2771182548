#include "event/fields.h"

#include <array>
#include <cassert>
#include <cstddef>
#include <utility>

namespace wee {
namespace {

constexpr std::size_t kDocumentedCount = static_cast<std::size_t>(FieldId::Other);

/// In declaration order of FieldId.
constexpr std::array<std::string_view, kDocumentedCount> kNames = {
    "path",
    "old_path",
    "new_path",
    "title",
    "old_title",
    "class",
    "exe",
    "pid",
    "window_id",
    "process_name",
    "command_line",
    "parent_pid",
    "session_id",
    "user",
    "working_directory",
    "exit_code",
    "signal",
    "start_time",
    "duration_seconds",
    "key_path",
    "value_name",
    "data_type",
    "data_size",
    "data",
    "old_data",
    "process_id",
    "interval_seconds",
    "tick_count",
    "scheduled_time",
    "reason",
    "lost_count",
    "is_directory",
    "name",
    "emitted_by",
    "emit_depth",
    "emit_chain",
    "cause_id",
};
static_assert(!kNames.back().empty(), "every documented field has a name");

}  // namespace

std::string_view to_string(FieldId id) {
    assert(id != FieldId::Other);
    return kNames[static_cast<std::size_t>(id)];
}

std::optional<FieldId> parse_field_id(std::string_view name) {
    const auto found = std::ranges::find(kNames, name);
    if (found == kNames.end()) {
        return std::nullopt;
    }
    return static_cast<FieldId>(found - kNames.begin());
}

FieldName FieldName::of(std::string_view name) {
    if (const std::optional<FieldId> id = parse_field_id(name)) {
        return {*id, {}};
    }
    return {FieldId::Other, std::string(name)};
}

Fields& Fields::set(FieldId id, std::string value) {
    assert(id != FieldId::Other);
    const auto known = std::ranges::find(fields_, id, &Field::id);
    if (known == fields_.end()) {
        fields_.push_back(Field{id, {}, std::move(value)});
    } else {
        known->value = std::move(value);
    }
    return *this;
}

Fields& Fields::set(std::string_view name, std::string value) {
    if (const std::optional<FieldId> id = parse_field_id(name)) {
        return set(*id, std::move(value));
    }
    const auto known = std::ranges::find(fields_, name, &Field::name);
    if (known == fields_.end()) {
        fields_.push_back(Field{FieldId::Other, std::string(name), std::move(value)});
    } else {
        known->value = std::move(value);
    }
    return *this;
}

const std::string* Fields::find(std::string_view name) const {
    if (const std::optional<FieldId> id = parse_field_id(name)) {
        return find(*id);
    }
    return find_other(name);
}

const std::string* Fields::find_other(std::string_view name) const {
    for (const Field& field : fields_) {
        if (field.id == FieldId::Other && field.other_name == name) {
            return &field.value;
        }
    }
    return nullptr;
}

}  // namespace wee
