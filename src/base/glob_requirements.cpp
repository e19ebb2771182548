#include "base/glob_requirements.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "base/glob_character.h"
#include "base/glob_literal.h"

namespace wee {
namespace {

using TokenKind = GlobToken::Kind;

struct Run {
    std::string text;
    bool first = false;  ///< Begins with the pattern.
    bool last = false;   ///< Ends with the pattern.
};

/// Only a separator with a `**` beside it is not needed, so a run keeps those inside it and loses those at
/// its ends.
std::string without_outer_separators(std::string_view text) {
    const std::size_t begin = text.find_first_not_of('/');
    if (begin == std::string_view::npos) {
        return {};
    }
    return std::string(text.substr(begin, text.find_last_not_of('/') + 1 - begin));
}

/// The runs of plain characters that stand outside of all braces.
std::vector<Run> plain_runs(const GlobTokens& pattern) {
    std::vector<Run> runs;
    std::size_t braces_end = 0;
    bool continues = false;
    for (std::size_t i = 0; i < pattern.tokens.size(); ++i) {
        const GlobToken& token = pattern.tokens[i];
        if (token.kind == TokenKind::Fork || token.kind == TokenKind::Jump) {
            braces_end = std::max<std::size_t>(braces_end, token.target);
        }
        const bool plain = token.kind == TokenKind::Character || token.kind == TokenKind::Separator;
        if (!plain || i < braces_end) {
            continues = false;
            continue;
        }
        if (!std::exchange(continues, true)) {
            runs.push_back({{}, i == 0, false});
        }
        append_utf8(runs.back().text, token.character);
        runs.back().last = i + 1 == pattern.tokens.size();
    }
    return runs;
}

}  // namespace

bool GlobRequirements::admit(std::string_view text) const {
    return text.size() >= prefix.size() + middle.size() + suffix.size() &&
           ends_with_literal(text, suffix, sensitivity) && starts_with_literal(text, prefix, sensitivity) &&
           contains_literal(text, middle, sensitivity);
}

GlobRequirements find_glob_requirements(const GlobTokens& pattern, CaseSensitivity sensitivity) {
    GlobRequirements requirements{sensitivity, {}, {}, {}};
    for (const Run& run : plain_runs(pattern)) {
        std::string text = without_outer_separators(run.text);
        if (run.first && run.text.starts_with(text)) {
            requirements.prefix = std::move(text);
        } else if (run.last && run.text.ends_with(text)) {
            requirements.suffix = std::move(text);
        } else if (text.size() > requirements.middle.size()) {
            requirements.middle = std::move(text);
        }
    }
    return requirements;
}

}  // namespace wee
