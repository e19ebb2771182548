#include "config/table_reader.h"

#include <algorithm>
#include <charconv>

namespace wee {
namespace {

std::string example_of(const Key& key) {
    return "; write: " + std::string(key.name) + " = " + std::string(key.example);
}

}  // namespace

std::string number_text(double number) {
    std::array<char, 32> text{};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() ? std::string(text.data(), end) : std::string();
}

std::span<const TomlValue> elements_of(const TomlValue& value) {
    const auto* array = value.as<TomlArray>();
    return array == nullptr ? std::span(&value, 1) : std::span(*array);
}

std::optional<double> number_of(const TomlValue& value) {
    if (const auto* whole = value.as<std::int64_t>()) {
        return static_cast<double>(*whole);
    }
    const auto* fraction = value.as<double>();
    return fraction == nullptr ? std::nullopt : std::optional(*fraction);
}

std::string_view type_name(const TomlValue& value) {
    constexpr std::array<std::string_view, 7> kNames = {
        "a text",   "a whole number", "a number with a fraction", "true or false", "a date or time",
        "an array", "a table"};
    static_assert(std::variant_size_v<decltype(value.content)> == kNames.size());
    return kNames[value.content.index()];
}

TableReader::TableReader(const TomlTable& table, Position position, std::string owner, Findings& findings)
    : table_(table), position_(position), owner_(std::move(owner)), findings_(findings) {}

Position TableReader::position_of(std::string_view key) const {
    const TomlEntry* entry = table_.find(key);
    return entry == nullptr ? position_ : entry->key_position;
}

const TomlValue* TableReader::any(const Key& key) {
    if (std::ranges::find(asked_, key.name) == asked_.end()) {
        asked_.push_back(key.name);
    }
    const TomlEntry* entry = table_.find(key.name);
    return entry == nullptr ? nullptr : &entry->value;
}

std::optional<std::string> TableReader::text_of(const Key& key, const TomlValue& value,
                                                std::string_view wanted) {
    const auto* text = value.as<std::string>();
    if (text == nullptr) {
        report_wrong(key, value, wanted);
        return std::nullopt;
    }
    if (text->find('\0') != std::string::npos) {
        findings_.error(value.position,
                        key_text(key.name) + " holds a NUL character, which no path or command can have");
        return std::nullopt;
    }
    return *text;
}

std::optional<Located<std::string>> TableReader::text(const Key& key) {
    const TomlValue* value = any(key);
    if (value == nullptr) {
        return std::nullopt;
    }
    std::optional<std::string> text = text_of(key, *value, "a text in quotes");
    return text ? std::optional(Located<std::string>{std::move(*text), value->position}) : std::nullopt;
}

std::optional<Located<std::string>> TableReader::required_text(const Key& key) {
    if (any(key) == nullptr) {
        report_missing(key);
        return std::nullopt;
    }
    std::optional<Located<std::string>> found = text(key);
    if (found && found->value.empty()) {
        findings_.error(found->position, key_text(key.name) + " is empty" + example_of(key));
        return std::nullopt;
    }
    return found;
}

std::optional<bool> TableReader::boolean(const Key& key) {
    const TomlValue* value = any(key);
    if (value == nullptr) {
        return std::nullopt;
    }
    const bool* boolean = value->as<bool>();
    if (boolean == nullptr) {
        report_wrong(key, *value, "true or false, without quotes");
        return std::nullopt;
    }
    return *boolean;
}

std::optional<std::int64_t> TableReader::integer(const Key& key, std::int64_t least, std::int64_t most) {
    const TomlValue* value = any(key);
    if (value == nullptr) {
        return std::nullopt;
    }
    const auto* number = value->as<std::int64_t>();
    if (number == nullptr) {
        report_wrong(key, *value, "a whole number");
        return std::nullopt;
    }
    if (*number < least || *number > most) {
        findings_.error(value->position, key_text(key.name) + " is " + std::to_string(*number) +
                                             ", but must be from " + std::to_string(least) + " to " +
                                             std::to_string(most) + example_of(key));
        return std::nullopt;
    }
    return *number;
}

std::optional<double> TableReader::number(const Key& key, double least, double most) {
    const TomlValue* value = any(key);
    if (value == nullptr) {
        return std::nullopt;
    }
    const std::optional<double> number = number_of(*value);
    if (!number) {
        report_wrong(key, *value, "a number");
        return std::nullopt;
    }
    if (!(*number >= least && *number <= most)) {
        findings_.error(value->position, key_text(key.name) + " must be from " + number_text(least) + " to " +
                                             number_text(most) + example_of(key));
        return std::nullopt;
    }
    return number;
}

TextList TableReader::texts(const Key& key) {
    TextList list;
    const TomlValue* value = any(key);
    if (value == nullptr) {
        return list;
    }
    const auto* array = value->as<TomlArray>();
    if (array != nullptr && array->empty()) {
        findings_.error(value->position, key_text(key.name) + " is an empty array" + example_of(key));
        list.is_sound = false;
    }
    const std::string_view wanted = array == nullptr ? "an array of texts, or one text" : "an array of texts";
    for (const TomlValue& element : elements_of(*value)) {
        if (std::optional<std::string> text = text_of(key, element, wanted)) {
            list.texts.push_back({std::move(*text), element.position});
        } else {
            list.is_sound = false;
        }
    }
    return list;
}

const TomlTable* TableReader::table(const Key& key) {
    const TomlValue* value = any(key);
    if (value == nullptr) {
        return nullptr;
    }
    const auto* table = value->as<TomlTable>();
    if (table == nullptr) {
        report_wrong(key, *value, "a table");
    }
    return table;
}

std::optional<std::size_t> TableReader::choice_index(const Key& key,
                                                     const std::vector<std::string_view>& words) {
    const std::optional<Located<std::string>> found = text(key);
    if (!found) {
        return std::nullopt;
    }
    const auto word = std::ranges::find(words, found->value);
    if (word != words.end()) {
        return static_cast<std::size_t>(word - words.begin());
    }
    const std::string near = suggestion(found->value, words);
    findings_.error(found->position, key_text(key.name) + " cannot be " + value_text(found->value) +
                                         (near.empty() ? "; it is one of: " + key_list(words) : near));
    return std::nullopt;
}

void TableReader::report_wrong(const Key& key, const TomlValue& value, std::string_view wanted) {
    findings_.error(value.position, key_text(key.name) + " must be " + std::string(wanted) +
                                        ", but here is " + std::string(type_name(value)) + example_of(key));
}

void TableReader::report_missing(const Key& key) {
    findings_.error(position_, owner_ + " has no " + key_text(key.name) + example_of(key));
}

void TableReader::report_key(std::string_view key, std::string message) {
    findings_.error(position_of(key), std::move(message));
}

void TableReader::finish() {
    std::vector<std::string_view> candidates = asked_;
    for (const TomlEntry& entry : table_.entries) {
        if (std::ranges::find(asked_, entry.key) == asked_.end()) {
            const std::string near = suggestion(entry.key, candidates);
            findings_.error(entry.key_position,
                            "unknown key " + key_text(entry.key) + " in " + owner_ +
                                (near.empty() ? "; valid here: " + key_list(candidates) : near));
        }
    }
}

}  // namespace wee
