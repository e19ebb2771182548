// Patterns and texts: the first line is the pattern, the rest the text. A pattern either gives an error with a column
// or matches without end of time; the text that spells a literal pattern matches it; where case does not matter, all
// that matches where it does matches too.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/glob.h"

namespace {

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

bool is_negated(std::string_view pattern) {
    return pattern.find("[!") != pattern.npos || pattern.find("[^") != pattern.npos;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::size_t end = input.find('\n');
    const std::string_view pattern = input.substr(0, end);
    const std::string_view text = end == input.npos ? std::string_view() : input.substr(end + 1);

    const wee::Result<wee::Glob> sensitive = wee::Glob::parse(pattern);
    const wee::Result<wee::Glob> insensitive = wee::Glob::parse(pattern, wee::CaseSensitivity::Insensitive);
    require(sensitive.ok() == insensitive.ok());
    if (!sensitive.ok()) {
        require(sensitive.error().message().starts_with("column "));
        return 0;
    }
    const bool matches = sensitive.value().matches(text);
    require(!matches || is_negated(pattern) || insensitive.value().matches(text));
    require(wee::Glob::has_wildcard(pattern) || sensitive.value().matches(pattern));
    return 0;
}
