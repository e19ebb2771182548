#include "base/template_text.h"

#include <algorithm>
#include <utility>

namespace wee {
namespace {

std::string filtered(const TemplatePart& variable, std::string value) {
    for (const TemplateFilter& filter : variable.filters) {
        value = filter.apply(value);
    }
    return value;
}

bool is_safe_anywhere(const TemplatePart& variable) {
    return !variable.filters.empty() && variable.filters.back().is_safe_anywhere();
}

}  // namespace

Result<TemplateText> TemplateText::parse(std::string_view text, const IsKnownName& is_known) {
    Result<std::vector<TemplatePart>> parts = parse_template_parts(text, is_known);
    if (!parts) {
        return parts.error();
    }
    TemplateText parsed;
    parsed.source_ = text;
    parsed.parts_ = std::move(parts).value();
    return parsed;
}

std::string TemplateText::render(const Lookup& lookup) const {
    std::string text;
    for (const TemplatePart& part : parts_) {
        if (part.kind == TemplatePart::Kind::Literal) {
            text += part.text;
        } else {
            text += filtered(part, lookup(part.text));
        }
    }
    return text;
}

std::string TemplateText::render(const Lookup& lookup, const Escape& escape) const {
    std::string text;
    for (const TemplatePart& part : parts_) {
        if (part.kind == TemplatePart::Kind::Literal) {
            text += part.text;
        } else {
            const std::string value = filtered(part, lookup(part.text));
            text += is_safe_anywhere(part) ? value : escape(value);
        }
    }
    return text;
}

bool TemplateText::is_literal() const {
    return std::ranges::all_of(
        parts_, [](const TemplatePart& part) { return part.kind == TemplatePart::Kind::Literal; });
}

bool TemplateText::begins_with_value() const {
    return !parts_.empty() && parts_.front().kind == TemplatePart::Kind::Variable &&
           !is_safe_anywhere(parts_.front());
}

std::vector<std::string_view> TemplateText::variables() const {
    std::vector<std::string_view> names;
    for (const TemplatePart& part : parts_) {
        const bool is_variable = part.kind == TemplatePart::Kind::Variable;
        if (is_variable && std::ranges::find(names, part.text) == names.end()) {
            names.emplace_back(part.text);
        }
    }
    return names;
}

}  // namespace wee
