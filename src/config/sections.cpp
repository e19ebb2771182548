#include "config/sections.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "config/table_reader.h"

namespace wee {
namespace {

constexpr std::array<std::string_view, 6> kSections = {"engine", "sources", "rules",
                                                       "tests",  "secrets", "scripts"};

std::optional<Section> find_section(std::string_view name) {
    const auto* const found = std::ranges::find(kSections, name);
    const auto index = static_cast<std::size_t>(found - kSections.begin());
    return index == kSections.size() ? std::nullopt : std::optional(static_cast<Section>(index));
}

/// Keys of a rule that slipped out of it. True when it is one.
bool report_key_of_a_rule(const TomlEntry& entry, Findings& findings) {
    constexpr std::array<std::string_view, 3> kRuleKeys = {"trigger", "action", "actions"};
    if (std::ranges::find(kRuleKeys, entry.key) == kRuleKeys.end()) {
        return false;
    }
    const bool is_trigger = entry.key == "trigger";
    findings.error(entry.key_position, key_text(entry.key) + " belongs to a rule; write [" +
                                           (is_trigger ? "" : "[") + "rules." + entry.key +
                                           (is_trigger ? "]" : "]]") + " below the rule's [[rules]]");
    return true;
}

}  // namespace

std::optional<Section> section_of(const TomlEntry& entry, Findings& findings) {
    const std::optional<Section> section = find_section(entry.key);
    if (section || report_key_of_a_rule(entry, findings)) {
        return section;
    }
    const std::vector<std::string_view> words(kSections.begin(), kSections.end());
    findings.error(entry.key_position,
                   "unknown key or table " + key_text(entry.key) + " at the top of the file" +
                       suggestion(entry.key, words) +
                       "; valid here: [engine], [[sources]], [[rules]], [[tests]], [secrets], [scripts]");
    const bool has_contents =
        entry.value.as<TomlTable>() != nullptr || entry.value.as<TomlArray>() != nullptr;
    return has_contents ? find_section(nearest_word(entry.key, words)) : std::nullopt;
}

std::vector<SectionTable> section_tables(const TomlValue& value, std::string_view name, Findings& findings) {
    const std::string header = "[[" + std::string(name) + "]]";
    std::vector<SectionTable> tables;
    if (value.as<TomlArray>() == nullptr) {
        findings.error(value.position, key_text(name) + " must be an array of tables, but here is " +
                                           std::string(type_name(value)) + "; write " + header +
                                           " with two brackets on a line of its own above each of them");
    }
    for (const TomlValue& element : elements_of(value)) {
        if (const auto* table = element.as<TomlTable>()) {
            tables.push_back({*table, element.position});
        } else if (value.as<TomlArray>() != nullptr) {
            findings.error(element.position, "here is " + std::string(type_name(element)) +
                                                 ", but wanted is a table; write " + header +
                                                 " on a line of its own");
        }
    }
    return tables;
}

}  // namespace wee
