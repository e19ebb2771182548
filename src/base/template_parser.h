#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/template_filter.h"

namespace wee {

/// A piece of a template: text that stays as it is, or a variable with its filters in order.
struct TemplatePart {
    enum class Kind { Literal, Variable };

    Kind kind = Kind::Literal;
    std::string text;  ///< The literal, or the variable's name.
    std::vector<TemplateFilter> filters;
};

/// The most filters that one variable may have.
inline constexpr std::size_t kMaximumTemplateFilters = 16;

/// Takes a template apart (the language: base/template_text.h). Fails with a sentence that begins with the
/// place, "column 7: " or in a text of several lines "line 2, column 7: ", counted in characters from 1.
Result<std::vector<TemplatePart>> parse_template_parts(
    std::string_view text, const std::function<bool(std::string_view name)>& is_known_name);

}  // namespace wee
