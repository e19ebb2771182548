#include "base/duration.h"

#include <array>
#include <cstdint>
#include <optional>

#include "base/text.h"

namespace wee {
namespace {

struct Unit {
    std::string_view name;
    std::int64_t milliseconds;
};

constexpr std::array<Unit, 4> kUnits = {{{"h", 3'600'000}, {"m", 60'000}, {"s", 1'000}, {"ms", 1}}};
constexpr std::int64_t kLongest = std::int64_t{10'000} * 24 * 3'600'000;
/// Enough for every number that can be a duration, and few enough that no product below overflows.
constexpr std::size_t kMostDigits = 12;

Error not_a_duration(std::string_view text) {
    constexpr std::size_t kShown = 40;
    return Error(
        '"' + to_display(text.substr(0, kShown)) +
        R"(" is not a duration: write a number and its unit, as in "500ms", "2s", "5m", "1h" or "1.5s")");
}

std::string_view take_digits(std::string_view& text) {
    std::size_t count = 0;
    while (count < text.size() && text[count] >= '0' && text[count] <= '9') {
        ++count;
    }
    const std::string_view digits = text.substr(0, count);
    text.remove_prefix(count);
    return digits;
}

std::int64_t number(std::string_view digits) {
    std::int64_t value = 0;
    for (const char digit : digits) {
        value = value * 10 + (digit - '0');
    }
    return value;
}

/// The part behind the point in milliseconds, or nothing when it is finer than a millisecond.
std::optional<std::int64_t> fraction(std::string_view digits, std::int64_t unit) {
    std::int64_t divisor = 1;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        divisor *= 10;
    }
    const std::int64_t scaled = number(digits) * unit;
    return scaled % divisor == 0 ? std::optional(scaled / divisor) : std::nullopt;
}

std::string_view without_leading_zeros(std::string_view digits) {
    while (digits.size() > 1 && digits.front() == '0') {
        digits.remove_prefix(1);
    }
    return digits;
}

std::string_view without_trailing_zeros(std::string_view digits) {
    while (!digits.empty() && digits.back() == '0') {
        digits.remove_suffix(1);
    }
    return digits;
}

Result<std::chrono::milliseconds> combine(std::string_view whole, std::string_view decimals,
                                          std::int64_t unit) {
    if (decimals.size() > kMostDigits) {
        return Error("a duration has to be a whole number of milliseconds");
    }
    const std::optional<std::int64_t> rest = fraction(decimals, unit);
    if (!rest) {
        return Error("a duration has to be a whole number of milliseconds");
    }
    const bool too_long = whole.size() > kMostDigits || number(whole) > kLongest / unit ||
                          number(whole) * unit + *rest > kLongest;
    if (too_long) {
        return Error("a duration has to be at most 240000h (10,000 days)");
    }
    return std::chrono::milliseconds{number(whole) * unit + *rest};
}

}  // namespace

Result<std::chrono::milliseconds> parse_duration(std::string_view text) {
    std::string_view rest = text;
    const std::string_view whole = take_digits(rest);
    std::string_view decimals;
    const bool has_point = rest.starts_with('.');
    if (has_point) {
        rest.remove_prefix(1);
        decimals = take_digits(rest);
    }
    if (whole.empty() || (has_point && decimals.empty())) {
        return not_a_duration(text);
    }
    for (const Unit& unit : kUnits) {
        if (rest == unit.name) {
            return combine(without_leading_zeros(whole), without_trailing_zeros(decimals), unit.milliseconds);
        }
    }
    return not_a_duration(text);
}

std::string format_duration(std::chrono::milliseconds duration) {
    if (duration.count() == 0) {
        return "0s";
    }
    const Unit* largest = kUnits.data();
    while (duration.count() % largest->milliseconds != 0) {
        ++largest;
    }
    return std::to_string(duration.count() / largest->milliseconds) + std::string(largest->name);
}

}  // namespace wee
