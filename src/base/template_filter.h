#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace wee {

/// An argument of a filter, as it was read: `"text"` with its escapes resolved, or a whole number.
struct TemplateArgument {
    enum class Type { Text, Number };

    Type type = Type::Text;
    std::string text;        ///< Of Text.
    std::size_t number = 0;  ///< Of Number.
};

/// One step of `{{NAME | filter("argument")}}`, found and checked while parsing. Immutable: any number of
/// threads may apply it.
class TemplateFilter {
public:
    /// A filter reads at most this much of a value, and `replace` makes no more: `json | json | json` doubles
    /// a text each time, and no template may eat the memory. The cut is between two characters.
    static constexpr std::size_t kLongestValue = std::size_t{1} << 20U;

    /// Fails with a sentence for an unknown name (with the nearest one) and for arguments that are missing,
    /// too many, of the wrong type, or senseless.
    static Result<TemplateFilter> make(std::string_view name, std::vector<TemplateArgument> arguments);

    [[nodiscard]] std::string apply(std::string_view value) const;
    /// True for `url`: its letters, digits and `-._~%` may stand in JSON, in a URL and in a header.
    [[nodiscard]] bool is_safe_anywhere() const;

    struct Kind;

private:
    TemplateFilter(const Kind& kind, std::vector<TemplateArgument> arguments)
        : kind_(&kind), arguments_(std::move(arguments)) {}

    const Kind* kind_;
    std::vector<TemplateArgument> arguments_;
};

/// Every filter's name, in the documentation's order.
const std::vector<std::string_view>& template_filter_names();

}  // namespace wee
