#include "config/timer_section.h"

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <utility>

#include "base/time_zone.h"
#include "base/timestamp.h"
#include "config/duration_reader.h"
#include "os/time_zones.h"

namespace wee {
namespace {

constexpr Key kIntervalSeconds{"interval_seconds", "60"};
constexpr Key kInterval{"interval", "\"90s\""};
constexpr Key kCron{"cron", "\"0 9 * * 1-5\""};
constexpr Key kAt{"at", "\"2026-12-24T18:00:00\""};
constexpr Key kTimeZone{"time_zone", "\"Europe/Berlin\""};
constexpr std::array<const Key*, 4> kWays{&kIntervalSeconds, &kInterval, &kCron, &kAt};

using Timing = decltype(TimerOptions::timing);
using Zone = std::shared_ptr<const TimeZone>;

std::optional<Timing> read_interval_seconds(TableReader& reader) {
    const auto seconds = reader.integer(kIntervalSeconds, 1, std::numeric_limits<std::int32_t>::max());
    return seconds ? std::optional<Timing>(IntervalTiming{std::chrono::seconds(*seconds)}) : std::nullopt;
}

std::optional<Timing> read_interval(TableReader& reader) {
    const auto interval = read_duration(reader, kInterval, ZeroDuration::Refused);
    return interval ? std::optional<Timing>(IntervalTiming{*interval}) : std::nullopt;
}

void report_text(TableReader& reader, const Key& key, const Located<std::string>& text,
                 const std::string& problem) {
    reader.findings().error(text.position,
                            key_text(key.name) + ' ' + value_text(text.value) + ": " + problem);
}

std::optional<Timing> read_cron(TableReader& reader, const Zone& zone) {
    const auto text = reader.required_text(kCron);
    if (!text) {
        return std::nullopt;
    }
    const Result<CronExpression> expression = CronExpression::parse(text->value);
    if (!expression) {
        report_text(reader, kCron, *text, expression.error().message());
        return std::nullopt;
    }
    return zone ? std::optional<Timing>(CronSchedule(expression.value(), zone)) : std::nullopt;
}

/// With an offset, or by the zone's clocks.
std::optional<WallTime> read_moment(const std::string& text, const TimeZone& zone) {
    if (const Result<WallTime> moment = parse_timestamp(text)) {
        return moment.value();
    }
    const Result<WallTime> as_if_utc = parse_timestamp(text + 'Z');
    if (!as_if_utc) {
        return std::nullopt;
    }
    const auto second = std::chrono::floor<std::chrono::seconds>(as_if_utc.value());
    const std::chrono::local_seconds local{second.time_since_epoch()};
    return first_instant_of(zone, local) + (as_if_utc.value() - second);
}

std::optional<Timing> read_at(TableReader& reader, const Zone& zone) {
    const auto text = reader.required_text(kAt);
    if (!text || !zone) {
        return std::nullopt;
    }
    const std::optional<WallTime> moment = read_moment(text->value, *zone);
    if (!moment) {
        report_text(reader, kAt, *text,
                    "this is no time; write it as in \"2026-12-24T18:00:00\", or with an offset as in "
                    "\"2026-12-24T18:00:00+01:00\"");
        return std::nullopt;
    }
    if (*moment <= SystemClock().wall_now()) {
        reader.findings().warning(text->position, key_text(kAt.name) + ' ' + value_text(text->value) +
                                                      " has passed: this timer never ticks");
    }
    return OnceTiming{*moment};
}

/// Null when there was an error; it has been reported.
Zone read_time_zone(TableReader& reader, const Environment& environment) {
    Located<std::string> name{"local", reader.position()};
    if (reader.has(kTimeZone.name)) {
        const auto text = reader.required_text(kTimeZone);
        if (!text) {
            return nullptr;
        }
        name = *text;
    }
    Result<Zone> zone = find_time_zone(name.value, environment);
    if (!zone) {
        report_text(reader, kTimeZone, name, zone.error().message());
        return nullptr;
    }
    return std::move(zone).value();
}

/// The one that is there; none or more than one is an error.
const Key* find_way(TableReader& reader) {
    std::vector<std::string_view> given;
    const Key* way = nullptr;
    for (const Key* key : kWays) {
        if (reader.any(*key) != nullptr) {
            given.push_back(key->name);
            way = way == nullptr ? key : way;
        }
    }
    if (given.empty()) {
        reader.findings().error(
            reader.position(),
            reader.owner() +
                " does not say when it ticks; write interval = \"90s\", interval_seconds = "
                "60, cron = \"0 9 * * 1-5\" or at = \"2026-12-24T18:00:00\"");
    } else if (given.size() > 1) {
        reader.report_key(given[1], reader.owner() + " has " + key_list(given) +
                                        "; a timer has exactly one of them: make a source of each");
        way = nullptr;
    }
    return way;
}

std::optional<Timing> read_calendar_timing(TableReader& reader, const Key& way,
                                           const Environment& environment) {
    const Zone zone = read_time_zone(reader, environment);
    return &way == &kCron ? read_cron(reader, zone) : read_at(reader, zone);
}

/// By a clock that has no zone.
std::optional<Timing> read_steady_timing(TableReader& reader, const Key& way) {
    const bool has_zone = reader.any(kTimeZone) != nullptr;
    if (has_zone) {
        reader.report_key(kTimeZone.name, key_text(kTimeZone.name) +
                                              " means something only beside `cron` or `at`; leave it out");
    }
    std::optional<Timing> timing = &way == &kInterval ? read_interval(reader) : read_interval_seconds(reader);
    return has_zone ? std::nullopt : timing;
}

}  // namespace

std::optional<TimerOptions> read_timer(TableReader& reader, const std::string& name,
                                       const Environment& environment) {
    const Key* way = find_way(reader);
    if (way == nullptr) {
        reader.any(kTimeZone);
        return std::nullopt;
    }
    const bool by_calendar = way == &kCron || way == &kAt;
    std::optional<Timing> timing =
        by_calendar ? read_calendar_timing(reader, *way, environment) : read_steady_timing(reader, *way);
    return timing ? std::optional(TimerOptions{name, std::move(*timing)}) : std::nullopt;
}

}  // namespace wee
