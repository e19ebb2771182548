#include "config/emit_reader.h"

#include <algorithm>
#include <string_view>

#include "actions/run_scope.h"
#include "config/template_reader.h"

namespace wee {
namespace {

constexpr Key kEvent{"event", "\"backup_done\""};
constexpr Key kFields{"fields", "{ path = \"{{EVENT_PATH}}\" }"};

constexpr std::size_t kLongestFieldName = 100;

bool is_field_name(std::string_view name) {
    constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    return !name.empty() && name.size() <= kLongestFieldName &&
           name.find_first_not_of(kAllowed) == std::string_view::npos;
}

bool check_field_name(const TomlEntry& entry, Findings& findings) {
    if (!is_field_name(entry.key)) {
        findings.error(entry.key_position, "a field's name has letters, digits and _ only, and " +
                                               value_text(entry.key) + " has others");
        return false;
    }
    const std::optional<FieldId> id = parse_field_id(entry.key);
    if (id && is_set_by_engine(*id)) {
        findings.error(entry.key_position, "the engine sets the field " + key_text(entry.key) +
                                               " itself; give yours another name");
        return false;
    }
    return true;
}

bool uses_secret(const TemplateText& text) {
    return std::ranges::any_of(text.variables(),
                               [](std::string_view name) { return !secret_of_variable(name).empty(); });
}

bool read_field(const TomlEntry& entry, TableReader& reader, TemplateNames& names,
                EmitActionOptions& options) {
    const bool is_named_well = check_field_name(entry, reader.findings());
    const auto text = reader.text_of({entry.key, "\"...\""}, entry.value, "a text in quotes");
    const auto value =
        text ? parse_template({*text, entry.value.position}, entry.key, reader.findings(), &names)
             : std::nullopt;
    if (!is_named_well || !value) {
        return false;
    }
    if (uses_secret(*value)) {
        reader.findings().error(
            entry.value.position,
            key_text(entry.key) +
                ": events are seen in logs and on the dashboard, so no secret may stand in "
                "one; use {{secret.NAME}} in the action that needs it");
        return false;
    }
    options.fields.emplace_back(entry.key, *value);
    return true;
}

bool read_fields(TableReader& reader, TemplateNames& names, EmitActionOptions& options) {
    const TomlTable* table = reader.table(kFields);
    if (table == nullptr) {
        return !reader.has(kFields.name);
    }
    bool is_sound = true;
    for (const TomlEntry& entry : table->entries) {
        is_sound = read_field(entry, reader, names, options) && is_sound;
    }
    return is_sound;
}

}  // namespace

std::optional<ActionOptions> read_emit_action(TableReader& reader, TemplateNames& names) {
    EmitActionOptions options;
    const std::optional<Located<std::string>> name = reader.required_text(kEvent);
    if (name && !is_event_name(name->value)) {
        reader.findings().error(name->position,
                                "`event` " + value_text(name->value) +
                                    " may have letters, digits, _, - and . only, at most " +
                                    std::to_string(kLongestEventName) +
                                    "; what differs from event to event belongs into `fields`");
    }
    const bool is_sound = read_fields(reader, names, options);
    if (!name || !is_event_name(name->value) || !is_sound) {
        return std::nullopt;
    }
    options.name = name->value;
    return options;
}

}  // namespace wee
