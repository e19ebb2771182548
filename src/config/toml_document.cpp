#include "config/toml_document.h"

#include <algorithm>

#include "config/syntax_hint.h"
#include "config/text_check.h"
#include "config/toml_library.h"

namespace wee {
namespace {

Position to_position(const toml::source_position& place) {
    return {place.line, place.column};
}

TomlValue convert(const toml::node& node);

TomlTable convert_table(const toml::table& source) {
    TomlTable table;
    table.entries.reserve(source.size());
    for (const auto& [key, value] : source) {
        table.entries.push_back({std::string(key.str()), to_position(key.source().begin), convert(value)});
    }
    // The library sorts by name; explanations and messages follow the file.
    std::ranges::stable_sort(table.entries, {}, [](const TomlEntry& entry) {
        return std::pair(entry.key_position.line, entry.key_position.column);
    });
    return table;
}

TomlArray convert_array(const toml::array& source) {
    TomlArray array;
    array.reserve(source.size());
    for (const toml::node& element : source) {
        array.push_back(convert(element));
    }
    return array;
}

decltype(TomlValue::content) convert_content(const toml::node& node) {
    if (const auto* table = node.as_table()) {
        return convert_table(*table);
    }
    if (const auto* array = node.as_array()) {
        return convert_array(*array);
    }
    if (const auto* text = node.as_string()) {
        return text->get();
    }
    if (const auto* integer = node.as_integer()) {
        return integer->get();
    }
    if (const auto* number = node.as_floating_point()) {
        return number->get();
    }
    if (const auto* boolean = node.as_boolean()) {
        return boolean->get();
    }
    return TomlDateOrTime{};
}

TomlValue convert(const toml::node& node) {
    return {to_position(node.source().begin), convert_content(node)};
}

void report_syntax_error(const toml::parse_error& error, std::string_view text, Findings& findings) {
    const Position position = to_position(error.source().begin);
    const std::string_view description = error.description();
    std::string message = "this is not TOML: " + std::string(description);
    const std::string hint = syntax_hint(text, position, description);
    if (!hint.empty()) {
        message += "; " + hint;
    }
    findings.error(position, message);
}

}  // namespace

const TomlEntry* TomlTable::find(std::string_view key) const {
    const auto found = std::ranges::find(entries, key, &TomlEntry::key);
    return found == entries.end() ? nullptr : &*found;
}

std::optional<TomlValue> parse_toml(std::string_view text, Findings& findings) {
    if (const std::optional<TextFault> fault = find_text_fault(text)) {
        findings.error(fault->position, fault->message);
        return std::nullopt;
    }
    const toml::parse_result result = toml::parse(text);
    if (!result) {
        report_syntax_error(result.error(), text, findings);
        return std::nullopt;
    }
    return TomlValue{{1, 1}, convert_table(result.table())};
}

}  // namespace wee
