#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/case_sensitivity.h"
#include "base/result.h"

namespace wee {

struct GlobRequirements;
struct GlobShape;

/// A compiled file pattern. Immutable after `parse`, so any number of threads may match with one.
///
/// The dialect: `*` any run without `/`; `?` one character but `/`; `**` any run of whole path segments
/// (`**/x`, `a/**/b`, `a/**`); `[abc]`, `[a-z]`, `[!a]`, `[^a]`, `[[:alpha:]]` one character of a set, never
/// `/`; `{a,b}` either, nested to any sensible depth; `\` takes the next character as it is. `**` beside
/// other characters in a segment is `*`. Braces mean what the alternatives mean when each is written out.
/// `dir/**` matches `dir` too, unless the segment before the `/` ends in a star. A leading dot needs no
/// special treatment: `*` matches it. `?` and sets take one UTF-8 character, or one byte where the text is
/// not UTF-8. Case is ASCII's: `É` is not `é`. docs/globs.md is the whole table.
///
/// Cost: linear in the text for every pattern (no back-tracking), no allocation while matching. The usual
/// patterns (GlobShape) cost a few comparisons.
class Glob {
public:
    /// Fails with a sentence that names the column (from 1) of what is wrong: an open `[` or `{`, a reversed
    /// range, a trailing `\`, a `/` in a set, an unknown class, a `{1..3}`, bytes that are no UTF-8, more
    /// than kMaximumPositions characters to match.
    static Result<Glob> parse(std::string_view pattern,
                              CaseSensitivity sensitivity = CaseSensitivity::Sensitive);

    static constexpr std::size_t kMaximumPositions = 4096;

    /// Whether the whole text matches. Separators are `/`.
    [[nodiscard]] bool matches(std::string_view text) const;

    [[nodiscard]] const std::string& pattern() const;

    /// True when the pattern names a path (holds a `/`), so it is meant for whole paths and not file names.
    [[nodiscard]] bool has_separator() const;

    /// For an index: the pattern as plain texts, one shape an alternative; empty when it has another form.
    [[nodiscard]] std::span<const GlobShape> shapes() const;
    /// For an index: what every text that matches must have. Null when there are shapes, which say more.
    [[nodiscard]] const GlobRequirements* requirements() const;

    /// True when the text holds a character that this dialect gives a meaning.
    static bool has_wildcard(std::string_view text);

private:
    class Program;
    explicit Glob(std::shared_ptr<const Program> program);
    std::shared_ptr<const Program> program_;
};

}  // namespace wee
