#include "tests/support/config_cases.h"

namespace wee {
namespace {

std::string with_engine(const std::string& line) {
    return "[engine]\n" + line + "\n" + kSoundSource + kSoundRule;
}

TEST(EngineSection, EveryKeyArrives) {
    const LoadedConfig loaded =
        load(with_engine("event_buffer_size = 1000\noverflow_policy = \"block\"\nlog_level = "
                         "\"debug\"\nhttp_requests_enabled = true"));
    ASSERT_TRUE(loaded.config) << findings_of(loaded);
    EXPECT_TRUE(loaded.diagnostics.empty()) << findings_of(loaded);
    EXPECT_EQ(loaded.config->engine.event_buffer_size, 1000U);
    EXPECT_EQ(loaded.config->engine.overflow_policy, OverflowPolicy::Block);
    EXPECT_EQ(loaded.config->engine.log_level, LogLevel::Debug);
}

TEST(EngineSection, MayBeLeftOut) {
    const LoadedConfig loaded = load(kSoundSource + kSoundRule);
    ASSERT_TRUE(loaded.config) << findings_of(loaded);
    EXPECT_EQ(loaded.config->engine.event_buffer_size, EngineOptions().event_buffer_size);
    EXPECT_EQ(loaded.config->engine.overflow_policy, OverflowPolicy::DropOldest);
    EXPECT_EQ(loaded.config->engine.log_level, LogLevel::Info);
}

class EngineFinding : public testing::TestWithParam<FindingCase> {};
TEST_P(EngineFinding, IsReportedAtItsPlace) {
    expect_finding(GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    All, EngineFinding,
    testing::Values(FindingCase{"BufferOfNone", with_engine("event_buffer_size = 0"),
                                "2:21: error: ", "from 1 to 10000000"},
                    FindingCase{"BufferTooLarge", with_engine("event_buffer_size = 10000001"),
                                "2:21: error: ", "is 10000001"},
                    FindingCase{
                        "BufferAsText", with_engine("event_buffer_size = \"1000\""), "2:21: error: ",
                        "must be a whole number, but here is a text; write: event_buffer_size = 65536"},
                    FindingCase{"BufferWithFraction", with_engine("event_buffer_size = 1.5"),
                                "2:21: error: ", "a number with a fraction"},
                    FindingCase{"BufferAsDate", with_engine("event_buffer_size = 2026-01-01"),
                                "2:21: error: ", "a date or time"},
                    FindingCase{"PolicySlip", with_engine("overflow_policy = \"drop_olest\""),
                                "2:19: error: ", "did you mean `drop_oldest`?"},
                    FindingCase{"LevelUnknown", with_engine("log_level = \"chatty\""),
                                "2:13: error: ", "it is one of: `trace`, `debug`, `info`, `warn`, `error`"},
                    FindingCase{"LevelAsNumber", with_engine("log_level = 3"),
                                "2:13: error: ", "write: log_level = \"info\""},
                    FindingCase{"HttpAsText", with_engine("http_requests_enabled = \"no\""),
                                "2:25: error: ", "true or false"},
                    FindingCase{"KeySlip", with_engine("event_bufer_size = 5"),
                                "2:1: error: ", "did you mean `event_buffer_size`?"},
                    FindingCase{"KeyUnknown", with_engine("colour = 5"), "2:1: error: ",
                                "unknown key `colour` in [engine]; valid here: `event_buffer_size`"},
                    FindingCase{"NoTable", "engine = 5\n" + kSoundSource + kSoundRule,
                                "1:10: error: ", "write [engine]"}),
    case_name);

}  // namespace
}  // namespace wee
