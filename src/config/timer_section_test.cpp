#include "tests/support/config_cases.h"

namespace wee {
namespace {

/// Line 4 is the first of these lines.
std::string with_timer(const std::string& lines) {
    return "[[sources]]\nname = \"t\"\ntype = \"timer\"\n" + lines +
           "\n[[rules]]\nname = \"log\"\ntrigger = { type = \"timer\" }\naction = { type = \"log\", message "
           "= "
           "\"m\" }\n";
}

template <typename Timing>
Timing timing_of(const std::string& lines) {
    const LoadedConfig loaded = load(with_timer(lines));
    EXPECT_TRUE(loaded.config && loaded.diagnostics.empty()) << findings_of(loaded);
    return std::get<Timing>(std::get<TimerOptions>(loaded.config->sources.at(0).options).timing);
}

TEST(TimerSection, EachWayToSayWhen) {
    EXPECT_EQ(timing_of<IntervalTiming>("interval_seconds = 60").interval, std::chrono::minutes{1});
    EXPECT_EQ(timing_of<IntervalTiming>("interval = \"1.5s\"").interval, std::chrono::milliseconds{1500});
    EXPECT_TRUE(timing_of<CronSchedule>("cron = \"0 9 * * 1-5\"").expression().names_hours());
    const std::chrono::sys_seconds spring = std::chrono::sys_days{std::chrono::March / 1 / 2200};
    EXPECT_EQ(timing_of<OnceTiming>("at = \"2200-03-01T01:00:00+01:00\"").at, spring);
    EXPECT_EQ(timing_of<OnceTiming>("at = \"2200-03-01T00:00:00\"\ntime_zone = \"UTC\"").at, spring);
    EXPECT_EQ(timing_of<OnceTiming>("at = \"2200-03-01 00:00:00\"").at, spring)
        << "the tests' machine has UTC";
}

class TimerFindings : public testing::TestWithParam<FindingCase> {};

TEST_P(TimerFindings, SayWhereAndWhatInstead) {
    expect_finding(GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    All, TimerFindings,
    testing::Values(
        FindingCase{"None", with_timer(""),
                    "1:1: error: ", "does not say when it ticks; write interval = \"90s\""},
        FindingCase{"Two", with_timer("interval = \"1s\"\ncron = \"@daily\""),
                    "5:1: error: ", "has `interval`, `cron`; a timer has exactly one of them"},
        FindingCase{
            "CronField", with_timer("cron = \"0 25 * * *\""), "4:8: error: ",
            "`cron` \"0 25 * * *\": the field \"hour\", column 3: \"25\" is out of bounds; write 0 to 23"},
        FindingCase{"CronThatNeverFires", with_timer("cron = \"0 0 30 2 *\""),
                    "4:8: error: ", "it never fires"},
        FindingCase{"CronAsNumber", with_timer("cron = 5"), "4:8: error: ", "must be"},
        FindingCase{"UnknownZone", with_timer("cron = \"@daily\"\ntime_zone = \"Europe/Berlni\""),
                    "5:13: error: ", "Berlni"},
        FindingCase{"ZoneOfAnInterval", with_timer("interval = \"1s\"\ntime_zone = \"UTC\""),
                    "5:1: error: ", "`time_zone` means something only beside `cron` or `at`"},
        FindingCase{"IntervalWithoutUnit", with_timer("interval = 5"), "4:12: error: ", "needs a unit"},
        FindingCase{"IntervalOfNothing", with_timer("interval = \"0s\""),
                    "4:12: error: ", "longer than nothing"},
        FindingCase{"NoTime", with_timer("at = \"tomorrow\""),
                    "4:6: error: ", "this is no time; write it as in"},
        FindingCase{"NoDate", with_timer("at = \"2026-02-30T00:00:00\""), "4:6: error: ", "this is no time"},
        FindingCase{"TimeWithoutQuotes", with_timer("at = 2200-03-01T00:00:00"), "4:6: error: ", "must be"},
        FindingCase{"Past", with_timer("at = \"2020-01-01T00:00:00\""),
                    "4:6: warning: ", "has passed: this timer never ticks"}),
    case_name);

}  // namespace
}  // namespace wee
