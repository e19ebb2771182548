#include "os/linux/posix_zone_rule.h"

#include <algorithm>
#include <charconv>

namespace wee {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::local_seconds;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_seconds;
using Change = PosixZoneRule::Change;

/// Takes the text apart from left to right; remembers when something did not fit.
class RuleReader {
public:
    explicit RuleReader(std::string_view text) : rest_(text) {}

    [[nodiscard]] bool failed() const { return failed_; }
    [[nodiscard]] bool at_end() const { return rest_.empty(); }
    bool take(char wanted) {
        const bool is_there = rest_.starts_with(wanted);
        rest_.remove_prefix(is_there ? 1 : 0);
        return is_there;
    }
    void require(char wanted) { failed_ = !take(wanted) || failed_; }

    void name() {
        if (take('<')) {
            rest_.remove_prefix(std::min(rest_.find('>'), rest_.size()));
            require('>');
            return;
        }
        const auto is_letter = [](char one) {
            return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z');
        };
        const auto* const end = std::ranges::find_if_not(rest_, is_letter);
        const auto length = static_cast<std::size_t>(end - rest_.begin());
        failed_ = failed_ || length < 3;
        rest_.remove_prefix(length);
    }

    int number(int least, int most) {
        int value = 0;
        const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
        const bool is_sound =
            error == std::errc() && !rest_.starts_with('-') && value >= least && value <= most;
        rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
        failed_ = failed_ || !is_sound;
        return is_sound ? value : least;
    }

    /// "[+-]hh[:mm[:ss]]"
    seconds time() {
        const bool is_negative = take('-');
        if (!is_negative) {
            take('+');
        }
        constexpr int kMostHours = 167;
        seconds time = hours{number(0, kMostHours)};
        if (take(':')) {
            time += minutes{number(0, 59)};
            if (take(':')) {
                time += seconds{number(0, 59)};
            }
        }
        return is_negative ? -time : time;
    }

    Change change() {
        Change change;
        if (take('M')) {
            change.form = Change::Form::WeekdayOfMonth;
            change.month = static_cast<unsigned>(number(1, 12));
            require('.');
            change.week = static_cast<unsigned>(number(1, 5));
            require('.');
            change.day = number(0, 6);
        } else if (take('J')) {
            change.form = Change::Form::DayWithoutLeap;
            change.day = number(1, 365);
        } else {
            change.day = number(0, 365);
        }
        change.time = take('/') ? time() : hours{2};
        return change;
    }

private:
    std::string_view rest_;
    bool failed_ = false;
};

}  // namespace

local_seconds Change::in(std::chrono::year year) const {
    using namespace std::chrono;
    if (form == Form::WeekdayOfMonth) {
        const weekday wanted{static_cast<unsigned>(day)};
        const year_month in_month{year, std::chrono::month{month}};
        const local_days date =
            week == 5 ? local_days{in_month / wanted[last]} : local_days{in_month / wanted[week]};
        return date + time;
    }
    const local_days first{year / January / 1};
    constexpr int kLastOfFebruary = 59;
    if (form == Form::DayWithoutLeap) {
        return first + days{day - 1 + (year.is_leap() && day > kLastOfFebruary ? 1 : 0)} + time;
    }
    return first + days{day} + time;
}

std::optional<PosixZoneRule> PosixZoneRule::parse(std::string_view text) {
    RuleReader reader(text);
    PosixZoneRule rule;
    reader.name();
    rule.standard_ = -reader.time();  // POSIX counts west of Greenwich as positive
    if (!reader.failed() && !reader.at_end()) {
        Summer summer;
        reader.name();
        const bool has_own_offset = !reader.take(',');
        if (has_own_offset) {
            summer.offset = -reader.time();
            reader.require(',');
        } else {
            summer.offset = rule.standard_ + hours{1};
        }
        summer.begin = reader.change();
        reader.require(',');
        summer.end = reader.change();
        rule.summer_ = summer;
    }
    return reader.failed() || !reader.at_end() ? std::nullopt : std::optional(rule);
}

ZonePeriod PosixZoneRule::period_at(sys_seconds instant) const {
    ZonePeriod period{TimeZone::kBeginning, TimeZone::kEnd, standard_};
    if (!summer_) {
        return period;
    }
    const std::chrono::year_month_day date{std::chrono::floor<days>(instant)};
    struct Moment {
        sys_seconds begin;
        seconds offset;
    };
    std::array<Moment, 6> moments;
    for (int i = 0; i < 3; ++i) {
        const std::chrono::year year = date.year() + std::chrono::years{i - 1};
        const auto place = static_cast<std::size_t>(i) * 2;
        moments.at(place) = {sys_seconds{summer_->begin.in(year).time_since_epoch() - standard_},
                             summer_->offset};
        moments.at(place + 1) = {sys_seconds{summer_->end.in(year).time_since_epoch() - summer_->offset},
                                 standard_};
    }
    std::ranges::stable_sort(moments, {}, &Moment::begin);
    for (const Moment& moment : moments) {
        if (moment.begin > instant) {
            period.end = moment.begin;
            break;
        }
        period.begin = moment.begin;
        period.offset = moment.offset;
    }
    return period;
}

}  // namespace wee
