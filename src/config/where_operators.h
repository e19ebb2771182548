#pragma once

#include <optional>
#include <span>
#include <string>

#include "config/table_reader.h"
#include "rules/trigger.h"

namespace wee {

/// One operator of `where` that compares texts: `contains`.
struct TextOperator {
    using Compile = Result<TextPattern> (*)(const std::string& text, CaseSensitivity sensitivity);
    Key key;
    Compile compile;
    bool takes_empty = false;  ///< Whether the empty text is a meaning, or everything holds it.
};

/// `equals`, `in`, `glob`, `contains`, `starts_with`, `ends_with`, `matches`; `equals` is the first.
std::span<const TextOperator> text_operators();

/// What an operator is applied to, and how.
struct Comparison {
    const TextOperator& operation;
    const FieldName& field;
    CaseSensitivity sensitivity;
    std::string label;  ///< "where.title.contains = "
};

/// The condition for one value, or for any of an array's. Nothing when there was an error; it has been
/// reported.
std::optional<Trigger> read_comparison(const Comparison& comparison, const TomlValue& value,
                                       Findings& findings);

}  // namespace wee
