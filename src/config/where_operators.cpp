#include "config/where_operators.h"

#include <algorithm>
#include <array>

#include "base/path_text.h"
#include "base/text.h"
#include "config/field_value.h"
#include "config/trigger_fields.h"

namespace wee {
namespace {

template <TextLiteral::Place place>
Result<TextPattern> literal(const std::string& text, CaseSensitivity sensitivity) {
    const bool folds = sensitivity == CaseSensitivity::Insensitive;
    return TextPattern(TextLiteral{place, folds ? to_lower_ascii(text) : text, sensitivity});
}

/// A field is matched as it is, so the backslashes of a Windows path are plain ones.
std::string with_plain_backslashes(const std::string& text) {
    if (!is_windows_path(text)) {
        return text;
    }
    std::string plain;
    for (const char c : text) {
        plain += c == '\\' ? "\\\\" : std::string(1, c);
    }
    return plain;
}

Result<TextPattern> glob(const std::string& text, CaseSensitivity sensitivity) {
    Result<Glob> parsed = Glob::parse(with_plain_backslashes(text), sensitivity);
    return parsed ? Result<TextPattern>(TextPattern(std::move(parsed).value())) : parsed.error();
}

Result<TextPattern> regex(const std::string& text, CaseSensitivity sensitivity) {
    Result<Regex> parsed = Regex::parse(text, sensitivity);
    return parsed ? Result<TextPattern>(TextPattern(std::move(parsed).value())) : parsed.error();
}

constexpr std::array kOperators = {
    TextOperator{{"equals", "\"text\""}, literal<TextLiteral::Place::Whole>, true},
    TextOperator{{"in", "[\"a\", \"b\"]"}, literal<TextLiteral::Place::Whole>, true},
    TextOperator{{"glob", "\"*.txt\""}, glob},
    TextOperator{{"contains", "\"text\""}, literal<TextLiteral::Place::Anywhere>},
    TextOperator{{"starts_with", "\"text\""}, literal<TextLiteral::Place::Start>},
    TextOperator{{"ends_with", "\"text\""}, literal<TextLiteral::Place::End>},
    TextOperator{{"matches", "'^[a-z]+$'"}, regex},
};

std::string example_of(const Key& key) {
    return std::string(key.name) + " = " + std::string(key.example);
}

std::optional<Trigger> read_element(const Comparison& comparison, const TomlValue& value,
                                    Findings& findings) {
    const Key& key = comparison.operation.key;
    const std::optional<std::string> text = field_value(value);
    if (!text) {
        findings.error(value.position, key_text(key.name) + " must be a text or a number, but here is " +
                                           std::string(type_name(value)) + "; write: " + example_of(key));
        return std::nullopt;
    }
    if (text->empty() && !comparison.operation.takes_empty) {
        findings.error(value.position, key_text(key.name) + " is empty; write: " + example_of(key) +
                                           ", or { exists = true } for any value");
        return std::nullopt;
    }
    Result<TextPattern> pattern = comparison.operation.compile(*text, comparison.sensitivity);
    if (!pattern) {
        findings.error(value.position,
                       key_text(key.name) + ' ' + value_text(*text) + ": " + pattern.error().message());
        return std::nullopt;
    }
    return Trigger{TextCondition{{Subject::Part::Field, comparison.field}, std::move(pattern).value()},
                   comparison.label + quote_for_display(*text)};
}

}  // namespace

std::span<const TextOperator> text_operators() {
    return kOperators;
}

std::optional<Trigger> read_comparison(const Comparison& comparison, const TomlValue& value,
                                       Findings& findings) {
    const std::span<const TomlValue> elements = elements_of(value);
    if (elements.empty()) {
        findings.error(value.position, key_text(comparison.operation.key.name) +
                                           " is an empty array, so it is never true; write: " +
                                           example_of(comparison.operation.key));
        return std::nullopt;
    }
    std::vector<Trigger> alternatives;
    std::string values;
    for (const TomlValue& element : elements) {
        if (std::optional<Trigger> condition = read_element(comparison, element, findings)) {
            values += (values.empty() ? "" : ", ") + condition->label.substr(comparison.label.size());
            alternatives.push_back(std::move(*condition));
        }
    }
    if (alternatives.size() != elements.size()) {
        return std::nullopt;
    }
    return any_of_list(std::move(alternatives), comparison.label + '[' + values + ']');
}

}  // namespace wee
