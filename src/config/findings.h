#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "config/diagnostic.h"

namespace wee {

/// A place in a file, counted as `Diagnostic` counts it.
struct Position {
    std::uint32_t line = 0;
    std::uint32_t column = 0;
};

/// Collects what is found about one file, so that a user sees all of it in one go.
///
/// Keeps kMaximumKept findings (a file may have a million mistakes); `take` says how many more there were.
class Findings {
public:
    static constexpr std::size_t kMaximumKept = 1000;

    explicit Findings(std::string file) : file_(std::move(file)) {}

    void error(Position position, std::string message) { add(Severity::Error, position, std::move(message)); }
    void warning(Position position, std::string message) {
        add(Severity::Warning, position, std::move(message));
    }

    [[nodiscard]] const std::string& file() const { return file_; }
    [[nodiscard]] bool has_error() const { return has_error_; }
    /// Moves the findings out, by line and column.
    std::vector<Diagnostic> take();

private:
    void add(Severity severity, Position position, std::string message);

    std::string file_;
    std::vector<Diagnostic> kept_;
    std::size_t left_out_ = 0;
    bool has_error_ = false;
};

/// A value of the file as messages show it: in double quotes, and cut when it is long.
std::string value_text(std::string_view text);
/// A key as messages show it: in back-quotes, and cut when it is long.
std::string key_text(std::string_view key);
/// ", "-separated; each in back-quotes.
std::string key_list(const std::vector<std::string_view>& keys);
/// "; did you mean `x`?" with the nearest candidate, or nothing when none is near.
std::string suggestion(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace wee
