#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "base/case_sensitivity.h"
#include "base/result.h"

namespace wee {

/// A compiled regular expression in RE2's syntax. Immutable after `parse`: any number of threads may match
/// with one, and copies share it.
///
/// What that syntax leaves out is what cannot be matched in linear time: references back to a group, and
/// looking ahead or behind. `.` is any character but a line feed (`(?s)` takes that too), `^` and `$` are the
/// ends of the text (`(?m)`: of a line), `\w`, `\d`, `\s` and `\b` are ASCII's. Where case does not matter,
/// É is é (Unicode's simple folding; a Glob folds only ASCII).
///
/// A text is a row of UTF-8 characters, NUL among them. A byte that is no part of one counts as one character
/// U+FFFD, so that `.`, `[^a]` and `\x{FFFD}` match it and what stands around it is found all the same.
///
/// Cost: linear in the text for every pattern; what a byte can cost is bounded by kMaximumInstructions.
/// Matching allocates only while RE2 learns the states that texts lead to (up to kMemoryBudget for a pattern,
/// then it starts over), and for a text that is not UTF-8.
class Regex {
public:
    static constexpr std::size_t kMaximumPatternBytes = 4096;
    /// Of the compiled program: `.{1000}` has 8004, `\pL` some 1200.
    static constexpr int kMaximumInstructions = 10'000;
    /// Bytes for the program and the states learnt while matching.
    static constexpr std::size_t kMemoryBudget = std::size_t{1} << 20U;

    /// Fails with a sentence that names what is wrong and its column (from 1, in characters), or that the
    /// pattern is longer than kMaximumPatternBytes or compiles to more than kMaximumInstructions.
    static Result<Regex> parse(std::string_view pattern,
                               CaseSensitivity sensitivity = CaseSensitivity::Sensitive);

    /// Whether the pattern matches somewhere in the text.
    [[nodiscard]] bool matches_part_of(std::string_view text) const;

    [[nodiscard]] const std::string& pattern() const;
    [[nodiscard]] CaseSensitivity sensitivity() const;

    /// For an index: ASCII in lower case that each text which matches holds too, once its ASCII letters are
    /// in lower case (whatever the sensitivity); empty when there is nothing simple.
    [[nodiscard]] const std::string& required_literal() const;

private:
    struct Compiled;
    explicit Regex(std::shared_ptr<const Compiled> compiled);
    std::shared_ptr<const Compiled> compiled_;
};

}  // namespace wee
