#include "os/linux/tzif_time_zone.h"

#include <cstdlib>
#include <ctime>
#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "os/time_zones.h"
#include "tests/support/fake_environment.h"

namespace wee {
namespace {

using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::sys_seconds;
using testing::HasSubstr;

seconds library_offset(sys_seconds instant) {
    const std::time_t time = instant.time_since_epoch().count();
    std::tm fields{};
    ::localtime_r(&time, &fields);
    return seconds{fields.tm_gmtoff};
}

class SystemTimeZones : public testing::TestWithParam<const char*> {
protected:
    void SetUp() override { ::setenv("TZ", GetParam(), 1), ::tzset(); }
    void TearDown() override { ::unsetenv("TZ"), ::tzset(); }
};

TEST_P(SystemTimeZones, AgreeWithTheCLibrary) {
    FakeEnvironment environment;
    environment.set("TZ", GetParam());
    const auto zone = find_time_zone("local", environment);
    ASSERT_TRUE(zone) << zone.error().message();
    const sys_seconds end = sys_days{std::chrono::January / 1 / 2100};
    const bool is_rule = std::string_view(GetParam()).find(',') != std::string_view::npos;
    const int first_year = is_rule ? 1972 : 1900;  // what glibc makes of a rule holds from 1971 on
    for (sys_seconds time = sys_days{std::chrono::January / 1 / first_year}; time < end;
         time += std::chrono::hours{7}) {
        const ZonePeriod period = zone.value()->period_at(time);
        ASSERT_EQ(period.offset, library_offset(time)) << time.time_since_epoch().count();
        ASSERT_LE(period.begin, time);
        ASSERT_GT(period.end, time);
        time = std::max(time, std::min(period.end, end) - std::chrono::hours{20});
    }
}

INSTANTIATE_TEST_SUITE_P(Zones, SystemTimeZones,
                         testing::Values("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe",
                                         "America/Sao_Paulo", "Pacific/Apia", "Africa/Casablanca",
                                         "Europe/Dublin", "Asia/Tehran", "CET-1CEST,M3.5.0,M10.5.0/3",
                                         "<-03>3<-02>,M3.5.0/-2,M10.5.0/-1", "EST5EDT,J60,J300/4:30",
                                         "XXX-2:30YYY,59/1,299"));

TEST(FindTimeZone, SaysWhatIsWrong) {
    FakeEnvironment environment;
    for (const char* name : {"Europe/Berlni", "", "../../etc/passwd", "/etc/localtime", "Europe"}) {
        const auto zone = find_time_zone(name, environment);
        ASSERT_FALSE(zone) << name;
        EXPECT_THAT(zone.error().message(), HasSubstr("there is no time zone"));
    }
    environment.set("TZ", "!?");
    const auto local = find_time_zone("local", environment);
    ASSERT_FALSE(local);
    EXPECT_THAT(local.error().message(), HasSubstr("the variable TZ is \"!?\""));
}

TEST(ReadTzif, CutFilesAreRefusedAndNeverReadBeyond) {
    const std::string header = std::string("TZif2") + std::string(15, '\0') + std::string(15, '\0') + '\0' +
                               std::string(3, '\0') + '\1' + std::string(3, '\0') + '\1';
    const std::string old_data(7, '\0');
    const std::string whole = header + old_data + header + old_data + "\nUTC0\n";
    EXPECT_NE(read_tzif(whole), nullptr);
    for (std::size_t length = 0; length + 7 < whole.size(); ++length) {
        EXPECT_EQ(read_tzif(whole.substr(0, length)), nullptr) << length;
    }
}

}  // namespace
}  // namespace wee
