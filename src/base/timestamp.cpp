#include "base/timestamp.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

#include "base/text.h"

namespace wee {
namespace {

void append_number(std::string& text, std::int64_t number, std::size_t width) {
    const std::string digits = std::to_string(number);
    text.append(width > digits.size() ? width - digits.size() : 0, '0');
    text += digits;
}

/// Takes RFC 3339 apart from left to right; remembers when something did not fit.
class TimestampReader {
public:
    explicit TimestampReader(std::string_view text) : rest_(text) {}

    [[nodiscard]] bool failed() const { return failed_; }
    [[nodiscard]] bool at_end() const { return rest_.empty(); }

    /// A number of exactly so many digits.
    int number(std::size_t digits, int highest) {
        int value = -1;
        const char* const end = rest_.data() + std::min(digits, rest_.size());
        const bool has_digits = rest_.size() >= digits && rest_.front() != '-';
        const bool read = has_digits && std::from_chars(rest_.data(), end, value).ptr == end;
        if (!read || value > highest) {
            return fail();
        }
        rest_.remove_prefix(digits);
        return value;
    }

    /// One of these characters, which is returned.
    char one_of(std::string_view characters) {
        if (rest_.empty() || characters.find(rest_.front()) == characters.npos) {
            fail();
            return '\0';
        }
        const char taken = rest_.front();
        rest_.remove_prefix(1);
        return taken;
    }

    std::chrono::nanoseconds decimals() {
        if (!rest_.starts_with('.')) {
            return {};
        }
        rest_.remove_prefix(1);
        const std::size_t count = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
        constexpr std::size_t kMost = 9;
        if (count == 0 || count > kMost) {
            fail();
            return {};
        }
        std::int64_t value = number(count, 999'999'999);
        for (std::size_t i = count; i < kMost; ++i) {
            value *= 10;
        }
        return std::chrono::nanoseconds{value};
    }

    std::chrono::minutes offset() {
        const char sign = one_of("Zz+-");
        if (sign != '+' && sign != '-') {
            return {};
        }
        const std::chrono::hours hours{number(2, 23)};
        one_of(":");
        const std::chrono::minutes magnitude = hours + std::chrono::minutes{number(2, 59)};
        return sign == '+' ? magnitude : -magnitude;
    }

private:
    int fail() {
        failed_ = true;
        return 0;
    }

    std::string_view rest_;
    bool failed_ = false;
};

/// What a WallTime of nanoseconds can hold, less the two broken years at its ends.
bool is_representable(std::chrono::year_month_day date) {
    return date.ok() && date.year() >= std::chrono::year{1678} && date.year() <= std::chrono::year{2261};
}

std::optional<WallTime> read_timestamp(std::string_view text) {
    using namespace std::chrono;
    TimestampReader reader(text);
    const year year{reader.number(4, 9999)};
    reader.one_of("-");
    const month month{static_cast<unsigned>(reader.number(2, 12))};
    reader.one_of("-");
    const year_month_day date{year, month, day{static_cast<unsigned>(reader.number(2, 31))}};
    reader.one_of("Tt ");
    const hours hour{reader.number(2, 23)};
    reader.one_of(":");
    const minutes minute{reader.number(2, 59)};
    reader.one_of(":");
    const seconds second{reader.number(2, 60)};  // 60: a leap second
    const nanoseconds decimals = reader.decimals();
    const minutes offset = reader.offset();
    if (reader.failed() || !reader.at_end() || !is_representable(date)) {
        return std::nullopt;
    }
    return time_point_cast<WallTime::duration>(sys_days{date} + hour + minute + second + decimals - offset);
}

}  // namespace

std::string format_timestamp(WallTime time) {
    using namespace std::chrono;
    const auto day = floor<days>(time);
    const year_month_day date{day};
    const hh_mm_ss clock{floor<microseconds>(time - day)};
    std::string text;
    append_number(text, int{date.year()}, 4);
    append_number(text += '-', unsigned{date.month()}, 2);
    append_number(text += '-', unsigned{date.day()}, 2);
    append_number(text += 'T', clock.hours().count(), 2);
    append_number(text += ':', clock.minutes().count(), 2);
    append_number(text += ':', clock.seconds().count(), 2);
    append_number(text += '.', clock.subseconds().count(), 6);
    return text += 'Z';
}

Result<WallTime> parse_timestamp(std::string_view text) {
    if (const std::optional<WallTime> time = read_timestamp(text)) {
        return *time;
    }
    constexpr std::size_t kShown = 60;
    return Error('"' + to_display(text.substr(0, kShown)) +
                 R"(" is not a time by RFC 3339: write it as in "2026-11-23T12:00:00Z" or )" +
                 R"("2026-11-23T13:00:00.5+01:00", from the year 1678 to 2261)");
}

}  // namespace wee
