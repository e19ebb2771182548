#include "config/test_section.h"

#include "config/test_event_reader.h"

namespace wee {
namespace {

constexpr Key kName{"name", "\"a new text file\""};
constexpr Key kEvent{"event", "{ kind = \"FileCreated\", path = \"/home/me/inbox/a.txt\" }"};
constexpr Key kRules{"rules", "[\"log new files\"]"};
constexpr Key kActions{"actions", "['log info \"a.txt\"']"};

/// An empty array is a meaning of its own here: nothing is to happen.
TextList texts_or_none(TableReader& reader, const Key& key) {
    const TomlValue* value = reader.any(key);
    const auto* array = value == nullptr ? nullptr : value->as<TomlArray>();
    return array != nullptr && array->empty() ? TextList() : reader.texts(key);
}

TextList read_rules(TableReader& reader) {
    if (reader.any(kRules) == nullptr) {
        reader.report_missing(kRules);
        return {{}, false};
    }
    return texts_or_none(reader, kRules);
}

std::optional<Event> read_event(TableReader& reader) {
    if (reader.any(kEvent) == nullptr) {
        reader.report_missing(kEvent);
        return std::nullopt;
    }
    const TomlTable* table = reader.table(kEvent);
    return table == nullptr ? std::nullopt
                            : read_test_event(*table, reader.any(kEvent)->position, reader.findings());
}

std::vector<std::string> values_of(const std::vector<Located<std::string>>& texts) {
    std::vector<std::string> values;
    values.reserve(texts.size());
    for (const Located<std::string>& text : texts) {
        values.push_back(text.value);
    }
    return values;
}

}  // namespace

ParsedTest read_test(const TomlTable& table, Position position, Findings& findings) {
    TableReader reader(table, position, "this test", findings);
    ParsedTest test;
    test.name = reader.required_text(kName);
    if (test.name) {
        reader.set_owner("the test " + key_text(test.name->value));
    }
    std::optional<Event> event = read_event(reader);
    TextList rules = read_rules(reader);
    const TextList actions = texts_or_none(reader, kActions);
    reader.finish();
    test.rules = std::move(rules.texts);
    if (!test.name || !event || !rules.is_sound || !actions.is_sound) {
        return test;
    }
    test.config = TestConfig{test.name->value, std::move(*event), values_of(test.rules), std::nullopt,
                             findings.file() + ':' + std::to_string(position.line)};
    if (reader.has(kActions.name)) {
        test.config->actions = values_of(actions.texts);
    }
    return test;
}

}  // namespace wee
