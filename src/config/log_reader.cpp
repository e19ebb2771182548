#include "config/log_reader.h"

#include "config/log_levels.h"
#include "config/template_reader.h"

namespace wee {
namespace {

constexpr Key kMessage{"message", "\"{{EVENT_TYPE}}: {{EVENT_PATH}}\""};
constexpr Key kLevel{"level", "\"info\""};
constexpr Key kFields{"fields", "{ path = \"{{EVENT_PATH}}\" }"};

bool read_fields(TableReader& reader, TemplateNames& names, LogActionOptions& options) {
    const TomlTable* table = reader.table(kFields);
    if (table == nullptr) {
        return !reader.has(kFields.name);
    }
    bool is_sound = true;
    for (const TomlEntry& entry : table->entries) {
        if (entry.key == "rule" || entry.key == "kind") {
            reader.findings().error(entry.key_position, "every line of a log action has the field " +
                                                            key_text(entry.key) +
                                                            " already; give yours another name");
            is_sound = false;
        }
        const auto text = reader.text_of({entry.key, "\"...\""}, entry.value, "a text in quotes");
        const auto value =
            text ? parse_template({*text, entry.value.position}, entry.key, reader.findings(), &names)
                 : std::nullopt;
        options.fields.emplace_back(entry.key, value.value_or(TemplateText()));
        is_sound = is_sound && value;
    }
    return is_sound;
}

}  // namespace

std::optional<ActionOptions> read_log_action(TableReader& reader, TemplateNames& names) {
    const std::optional<TemplateText> message = required_template(reader, kMessage, &names);
    LogActionOptions options;
    options.level = reader.choice(kLevel, kLogLevels).value_or(options.level);
    const bool is_sound = read_fields(reader, names, options);
    if (!message || !is_sound) {
        return std::nullopt;
    }
    options.message = *message;
    return options;
}

}  // namespace wee
