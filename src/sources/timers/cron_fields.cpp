#include "sources/timers/cron_fields.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <string>
#include <system_error>
#include <vector>

#include "base/text.h"

namespace wee {
namespace {

constexpr std::string_view kBlanks = " \t";

constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 7> kWeekdays{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

struct FieldKind {
    std::string_view name;
    unsigned least;
    unsigned most;
    std::span<const std::string_view> words;
};

constexpr std::array<FieldKind, 5> kKinds{
    FieldKind{"minute", 0, 59, {}}, FieldKind{"hour", 0, 23, {}}, FieldKind{"day of month", 1, 31, {}},
    FieldKind{"month", 1, 12, kMonths}, FieldKind{"day of week", 0, 7, kWeekdays}};

struct Nickname {
    std::string_view name;
    std::string_view line;
};

constexpr std::array<Nickname, 7> kNicknames{Nickname{"@yearly", "0 0 1 1 *"}, {"@annually", "0 0 1 1 *"},
                                             {"@monthly", "0 0 1 * *"},        {"@weekly", "0 0 * * 0"},
                                             {"@daily", "0 0 * * *"},          {"@midnight", "0 0 * * *"},
                                             {"@hourly", "0 * * * *"}};

/// A piece of the line and where it begins.
struct Piece {
    std::string_view text;
    std::size_t column = 1;

    [[nodiscard]] Piece part(std::size_t from, std::size_t count = std::string_view::npos) const {
        return {text.substr(from, count), column + from};
    }
};

std::vector<Piece> split(const Piece& whole, std::string_view separators) {
    std::vector<Piece> pieces;
    std::size_t begin = 0;
    while (begin <= whole.text.size()) {
        const std::size_t end = std::min(whole.text.find_first_of(separators, begin), whole.text.size());
        pieces.push_back(whole.part(begin, end - begin));
        begin = end + 1;
    }
    return pieces;
}

std::string shown(std::string_view text) {
    constexpr std::size_t kShown = 40;
    return quote_for_display(text.substr(0, kShown));
}

/// Reads one field.
class FieldReader {
public:
    explicit FieldReader(const FieldKind& kind) : kind_(kind) {}

    Result<CronField> read(const Piece& field) const {
        CronField result;
        result.begins_with_star = field.text.starts_with('*');
        for (const Piece& element : split(field, ",")) {
            const Result<std::uint64_t> values = read_element(element);
            if (!values) {
                return values.error();
            }
            result.values |= values.value();
        }
        return result;
    }

private:
    struct Range {
        unsigned first = 0;
        unsigned last = 0;
    };

    [[nodiscard]] Error error(const Piece& at, const std::string& what) const {
        return Error("the field \"" + std::string(kind_.name) + "\", column " + std::to_string(at.column) +
                     ": " + what);
    }

    [[nodiscard]] std::string bounds() const {
        return std::to_string(kind_.least) + " to " + std::to_string(kind_.most) +
               (kind_.words.empty() ? std::string()
                                    : ", or a name such as " + std::string(kind_.words.front()));
    }

    Result<std::uint64_t> read_element(const Piece& element) const {
        const std::size_t slash = element.text.find('/');
        const Result<Range> range = read_range(element.part(0, slash));
        if (!range) {
            return range.error();
        }
        unsigned step = 1;
        if (slash != std::string_view::npos) {
            const Result<unsigned> read = read_step(element, slash, range.value());
            if (!read) {
                return read.error();
            }
            step = read.value();
        }
        std::uint64_t values = 0;
        for (unsigned value = range.value().first; value <= range.value().last; value += step) {
            values |= std::uint64_t{1} << value;
        }
        return values;
    }

    Result<unsigned> read_step(const Piece& element, std::size_t slash, const Range& range) const {
        const Piece text = element.part(slash + 1);
        if (element.text.substr(0, slash).find_first_of("*-") == std::string_view::npos) {
            return error(element, "a step needs a range; write " + std::to_string(range.first) + "-" +
                                      std::to_string(kind_.most) + "/" + to_display(text.text.substr(0, 4)));
        }
        unsigned step = 0;
        const char* const end = text.text.data() + text.text.size();
        const auto [rest, problem] = std::from_chars(text.text.data(), end, step);
        if (problem != std::errc() || rest != end || step == 0 || step > kind_.most) {
            return error(text, shown(text.text) + " is no step; write a number from 1 to " +
                                   std::to_string(kind_.most) + ", as in */2");
        }
        return step;
    }

    Result<Range> read_range(const Piece& text) const {
        if (text.text == "*") {
            return Range{kind_.least, kind_.most == 7 ? 6 : kind_.most};
        }
        const std::size_t dash = text.text.find('-');
        const Result<unsigned> first = read_value(text.part(0, dash));
        if (!first || dash == std::string_view::npos) {
            return first ? Result<Range>(Range{first.value(), first.value()}) : Result<Range>(first.error());
        }
        Result<unsigned> last = read_value(text.part(dash + 1));
        if (!last) {
            return last.error();
        }
        const bool is_sunday_last = kind_.most == 7 && last.value() == 0 && first.value() > 0;
        if (is_sunday_last) {
            last = 7U;
        }
        if (first.value() > last.value()) {
            return error(text, "a range goes upwards; write " + two_ranges(first.value(), last.value()));
        }
        return Range{first.value(), last.value()};
    }

    /// What somebody meant who wrote a range across the end.
    [[nodiscard]] std::string two_ranges(unsigned first, unsigned last) const {
        return std::to_string(first) + "-" + std::to_string(kind_.most) + "," + std::to_string(kind_.least) +
               "-" + std::to_string(last);
    }

    Result<unsigned> read_value(const Piece& text) const {
        if (text.text.empty()) {
            return error(text, "a value is missing; write " + bounds() + ", or *");
        }
        const auto word = std::ranges::find(kind_.words, to_lower_ascii(text.text));
        if (word != kind_.words.end()) {
            return static_cast<unsigned>(word - kind_.words.begin()) + (kind_.most == 12 ? 1U : 0U);
        }
        unsigned value = 0;
        const char* const end = text.text.data() + text.text.size();
        const auto [rest, problem] = std::from_chars(text.text.data(), end, value);
        if (problem == std::errc::invalid_argument || rest != end) {
            return error(text, shown(text.text) + " is no value here; write " + bounds() +
                                   ", a list 1,2, a range 1-5, or */2");
        }
        if (problem != std::errc() || value < kind_.least || value > kind_.most) {
            return error(text, shown(text.text) + " is out of bounds; write " + bounds());
        }
        return value;
    }

    const FieldKind& kind_;
};

Result<std::string_view> line_of_nickname(std::string_view text) {
    const std::string lower = to_lower_ascii(text);
    const auto* const found = std::ranges::find(kNicknames, lower, &Nickname::name);
    if (found != kNicknames.end()) {
        return found->line;
    }
    return Error(shown(text) +
                 " is none of @hourly, @daily, @midnight, @weekly, @monthly, @yearly, @annually" +
                 (lower == "@reboot" ? "; a timer that ticks once at the start there is not" : ""));
}

Error wrong_count(std::size_t count) {
    const std::string mend =
        count == 6 ? "; there is no field for seconds here: for less than a minute write interval = \"10s\""
                   : std::string();
    return Error(
        "a cron line has five fields (minute, hour, day of month, month, day of week), this one has " +
        std::to_string(count) + "; write it as in \"0 9 * * 1-5\"" + mend);
}

}  // namespace

Result<CronFields> read_cron_fields(std::string_view text) {
    std::vector<Piece> pieces = split({text}, kBlanks);
    std::erase_if(pieces, [](const Piece& piece) { return piece.text.empty(); });
    if (pieces.size() == 1 && pieces.front().text.starts_with('@')) {
        const Result<std::string_view> line = line_of_nickname(pieces.front().text);
        return line ? read_cron_fields(line.value()) : Result<CronFields>(line.error());
    }
    if (pieces.size() != kKinds.size()) {
        return wrong_count(pieces.size());
    }
    CronFields fields;
    const std::array<CronField*, 5> targets{&fields.minute, &fields.hour, &fields.day_of_month, &fields.month,
                                            &fields.day_of_week};
    for (std::size_t i = 0; i < kKinds.size(); ++i) {
        const Result<CronField> field = FieldReader(kKinds.at(i)).read(pieces[i]);
        if (!field) {
            return field.error();
        }
        *targets.at(i) = field.value();
    }
    return fields;
}

}  // namespace wee
