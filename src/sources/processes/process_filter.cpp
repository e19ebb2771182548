#include "sources/processes/process_filter.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace wee {
namespace {

/// Windows' names of programs do not tell upper case from lower case; Linux' do.
CaseSensitivity case_of_program(std::string_view name) {
    return to_lower_ascii(name).ends_with(".exe") ? CaseSensitivity::Insensitive : CaseSensitivity::Sensitive;
}

}  // namespace

Result<void> ProcessFilter::add(std::string_view pattern) {
    const CaseSensitivity sensitivity = case_of_program(pattern);
    if (sensitivity == CaseSensitivity::Sensitive && !Glob::has_wildcard(pattern)) {
        patterns_.push_back({std::string(pattern), std::nullopt});
        return {};
    }
    Result<Glob> glob = Glob::parse(pattern, sensitivity);
    if (!glob) {
        return glob.error();
    }
    patterns_.push_back({std::string(pattern), std::move(glob).value()});
    return {};
}

bool ProcessFilter::passes(std::string_view name) const {
    return patterns_.empty() || std::ranges::any_of(patterns_, [name](const Pattern& pattern) {
               return pattern.glob ? pattern.glob->matches(name) : pattern.text == name;
           });
}

std::optional<std::vector<std::string>> ProcessFilter::exact_names() const {
    std::vector<std::string> names;
    for (const Pattern& pattern : patterns_) {
        if (pattern.glob) {
            return std::nullopt;
        }
        names.push_back(pattern.text);
    }
    return names.empty() ? std::nullopt : std::optional(std::move(names));
}

}  // namespace wee
