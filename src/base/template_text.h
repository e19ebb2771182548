#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace wee {

/// Text with `{{NAME}}` in it, parsed once. A value is put in as it is and never expanded again.
///
/// Blanks around the name are ignored; `{{{{` is not special; a lone `}}` is text. Immutable once parsed: any
/// number of threads may render it.
class TemplateText {
public:
    /// Says whether a name may be used; asked once for each variable while parsing.
    using IsKnownName = std::function<bool(std::string_view name)>;
    /// Gives a variable's value. An unset variable is an empty text.
    using Lookup = std::function<std::string(std::string_view name)>;
    /// Makes a value safe for where it is put (JSON, URL, header); literal text is never escaped.
    using Escape = std::function<std::string(std::string_view value)>;

    TemplateText() = default;

    /// Fails with a sentence for an unclosed `{{`, an empty name, or a name that is not known.
    static Result<TemplateText> parse(std::string_view text, const IsKnownName& is_known);

    [[nodiscard]] std::string render(const Lookup& lookup) const;
    [[nodiscard]] std::string render(const Lookup& lookup, const Escape& escape) const;

    /// The text as it was written.
    [[nodiscard]] const std::string& source() const { return source_; }
    [[nodiscard]] bool is_literal() const;

private:
    enum class PartKind { Literal, Variable };
    struct Part {
        PartKind kind;
        std::string text;
    };

    void add(PartKind kind, std::string_view text);

    std::string source_;
    std::vector<Part> parts_;
};

}  // namespace wee
