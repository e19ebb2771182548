#include "config/notify_reader.h"

#include "config/duration_reader.h"
#include "config/template_reader.h"

namespace wee {
namespace {

constexpr Key kTitle{"title", "\"New: {{FILENAME}}\""};
constexpr Key kMessage{"message", "\"{{EVENT_PATH}}\""};
constexpr Key kIcon{"icon", "\"dialog-information\""};
constexpr Key kUrgency{"urgency", "\"normal\""};
constexpr Key kTimeout{"timeout", "\"10s\""};
constexpr Key kReplace{"replace", "true"};

constexpr std::array<Choice<Urgency>, 3> kUrgencies = {
    {{"low", Urgency::Low}, {"normal", Urgency::Normal}, {"critical", Urgency::Critical}}};

/// False when there was an error. A key that is not there leaves the text empty.
bool read_optional(TableReader& reader, const Key& key, TemplateNames& names, TemplateText& target) {
    const auto text = reader.text(key);
    if (!text) {
        return !reader.has(key.name);
    }
    const auto parsed = parse_template(*text, std::string(key.name), reader.findings(), &names);
    target = parsed.value_or(TemplateText());
    return parsed.has_value();
}

}  // namespace

std::optional<ActionOptions> read_notify_action(TableReader& reader, TemplateNames& names) {
    NotifyActionOptions options;
    const std::optional<TemplateText> title = required_template(reader, kTitle, &names);
    bool is_sound = read_optional(reader, kMessage, names, options.message);
    is_sound = read_optional(reader, kIcon, names, options.icon) && is_sound;
    options.urgency = reader.choice(kUrgency, kUrgencies).value_or(options.urgency);
    if (reader.has(kTimeout.name)) {
        options.timeout = read_duration(reader, kTimeout, ZeroDuration::Allowed);
    }
    options.replaces = reader.boolean(kReplace).value_or(options.replaces);
    if (!title || !is_sound) {
        return std::nullopt;
    }
    options.title = *title;
    return options;
}

}  // namespace wee
