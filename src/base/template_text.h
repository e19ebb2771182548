#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/template_parser.h"

namespace wee {

/// Text with `{{NAME}}` and `{{NAME | filter | filter("argument")}}` in it, parsed once. A value is put in as
/// it is or as its filters make it, and never expanded again.
///
/// Blanks around names, filters and arguments are ignored; `{{{{` is not special; a lone `}}` is text, and so
/// is one inside a filter's quotes. Filters and arguments: base/template_filter.h and docs/templates.md.
/// Immutable once parsed: any number of threads may render it.
class TemplateText {
public:
    /// Says whether a name may be used; asked for each variable while parsing.
    using IsKnownName = std::function<bool(std::string_view name)>;
    /// Gives a variable's value. An unset variable is an empty text.
    using Lookup = std::function<std::string(std::string_view name)>;
    /// Makes a value safe for where it is put (JSON, URL, header); literal text is never escaped.
    using Escape = std::function<std::string(std::string_view value)>;

    TemplateText() = default;

    /// Fails with a sentence that begins with the place ("column 7: ") for an unclosed `{{` or quote, an
    /// empty or unknown name, an empty or unknown filter, and arguments that the filter does not take.
    static Result<TemplateText> parse(std::string_view text, const IsKnownName& is_known);

    [[nodiscard]] std::string render(const Lookup& lookup) const;
    /// Escapes each value behind its filters, so that no filter can open a hole; but for a value whose last
    /// filter is `url`, which is safe in each of those places. One that ends in `| json` is escaped again.
    [[nodiscard]] std::string render(const Lookup& lookup, const Escape& escape) const;

    /// The text as it was written.
    [[nodiscard]] const std::string& source() const { return source_; }
    [[nodiscard]] bool is_literal() const;
    /// Whether it begins with a value, and one that `render` escapes.
    [[nodiscard]] bool begins_with_value() const;
    /// The names that are used, each once, in order. They live as long as this template is not assigned to.
    [[nodiscard]] std::vector<std::string_view> variables() const;

    /// The same text, so the same template as long as both were parsed for the same names.
    friend bool operator==(const TemplateText& a, const TemplateText& b) { return a.source_ == b.source_; }

private:
    std::string source_;
    std::vector<TemplatePart> parts_;
};

}  // namespace wee
