// The schedule against one that reads as the documentation does and asks the C library for the time.

#include <cstdlib>
#include <ctime>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/timestamp.h"
#include "os/time_zones.h"
#include "sources/timers/cron_schedule.h"
#include "tests/support/fake_environment.h"

namespace wee {
namespace {

using std::chrono::local_seconds;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_seconds;

/// The C library's idea of a zone, for as long as the object lives.
class LibraryZone {
public:
    explicit LibraryZone(const std::string& name) { set(name.c_str()); }
    ~LibraryZone() { set(former_ ? former_->c_str() : nullptr); }
    LibraryZone(const LibraryZone&) = delete;
    LibraryZone& operator=(const LibraryZone&) = delete;

    [[nodiscard]] static local_seconds local(sys_seconds instant) {
        const std::time_t time = instant.time_since_epoch().count();
        std::tm fields{};
        ::localtime_r(&time, &fields);
        return local_seconds{seconds{time + fields.tm_gmtoff}};
    }

private:
    static void set(const char* value) {
        value != nullptr ? ::setenv("TZ", value, 1) : ::unsetenv("TZ");
        ::tzset();
    }
    std::optional<std::string> former_ =
        std::getenv("TZ") != nullptr ? std::optional<std::string>(std::getenv("TZ")) : std::nullopt;
};

/// Minute by minute.
std::vector<sys_seconds> naive_fires(const CronExpression& line, sys_seconds begin, sys_seconds end) {
    std::vector<sys_seconds> fires;
    local_seconds reached = LibraryZone::local(begin);
    for (sys_seconds minute = begin + minutes{1}; minute < end; minute += minutes{1}) {
        const local_seconds shown = LibraryZone::local(minute);
        bool fires_now = !line.names_hours() && line.matches(shown);
        for (; line.names_hours() && reached < shown; reached += minutes{1}) {
            fires_now = line.matches(reached + minutes{1}) || fires_now;
        }
        if (fires_now) {
            fires.push_back(minute);
        }
    }
    return fires;
}

class CronDifferential : public testing::TestWithParam<const char*> {
protected:
    void SetUp() override {
        const auto zone = find_time_zone(GetParam(), FakeEnvironment());
        if (!zone) {
            GTEST_SKIP() << zone.error().message();
        }
        zone_ = zone.value();
    }
    std::shared_ptr<const TimeZone> zone_;
};

std::string random_line(std::minstd_rand& random) {
    const auto pick = [&](std::initializer_list<const char*> words) {
        return std::string(*(words.begin() + random() % words.size()));
    };
    return pick({"*", "0", "30", "*/7", "5-50/15", "0,59"}) + ' ' +
           pick({"*", "*/3", "2", "0", "1-3", "0,2,23", "3"}) + ' ' + pick({"*", "*", "29-31", "1", "*/5"}) +
           ' ' + pick({"*", "*", "2,3", "10,11", "4"}) + ' ' + pick({"*", "*", "sun", "1-5", "*/2"});
}

TEST_P(CronDifferential, FiresAsTheNaiveOneDoes) {
    const LibraryZone library(GetParam());
    constexpr unsigned kSeed = 4;
    std::minstd_rand random(kSeed);
    constexpr int kLines = 12;
    for (int number = 0; number < kLines; ++number) {
        const std::string text = random_line(random);
        const Result<CronExpression> line = CronExpression::parse(text);
        if (!line) {
            continue;  // never fires
        }
        const std::chrono::month month{number % 2 == 0 ? 3U : 9U};  // most clocks are changed soon after
        const sys_seconds begin = std::chrono::sys_days{std::chrono::year{2010 + number} / month / 1};
        const sys_seconds end = begin + std::chrono::days{66};
        const CronSchedule schedule(line.value(), zone_);
        sys_seconds time = begin;
        for (const sys_seconds expected : naive_fires(line.value(), begin, end)) {
            const std::optional<sys_seconds> next = schedule.next_after(time);
            ASSERT_EQ(next, expected)
                << text << " after " << format_timestamp(time) << ": " << format_timestamp(expected)
                << " by minutes, " << (next ? format_timestamp(*next) : "never") << " by the schedule";
            time = expected;
        }
        EXPECT_GE(schedule.next_after(time).value_or(TimeZone::kEnd), end) << text;
    }
}

// Half an hour's shift, changes at midnight, zones without any, a day left out (Apia, 2011).
INSTANTIATE_TEST_SUITE_P(Zones, CronDifferential,
                         testing::Values("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe",
                                         "America/Havana", "Asia/Kolkata", "Pacific/Apia",
                                         "Africa/Casablanca"));

}  // namespace
}  // namespace wee
