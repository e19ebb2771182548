#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/glob.h"

namespace wee {

/// The `[...]` of a glob: a set of characters. Never holds `/`.
class GlobSet {
public:
    explicit GlobSet(CaseSensitivity sensitivity) : sensitivity_(sensitivity) {}

    /// Both ends included. REQUIRES: first <= last.
    void insert(char32_t first, char32_t last);
    /// The characters of a POSIX class, ASCII only; false when there is no such class.
    bool insert_class(std::string_view name);
    /// From now on it holds every character that it did not hold, and the other way round.
    void negate() { negated_ = !negated_; }

    [[nodiscard]] bool contains(char32_t character) const;

    /// "alnum", "alpha", ... for messages.
    static std::span<const std::string_view> class_names();

private:
    struct Range {
        char32_t first;
        char32_t last;
    };

    void insert_ascii(char32_t character);

    std::array<std::uint64_t, 2> ascii_{};
    std::vector<Range> ranges_;  ///< Beyond ASCII.
    CaseSensitivity sensitivity_;
    bool negated_ = false;
};

}  // namespace wee
