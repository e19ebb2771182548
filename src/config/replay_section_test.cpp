#include "config/replay_section.h"

#include "tests/support/config_cases.h"

namespace wee {
namespace {

std::string source(const std::string& keys) {
    return "[[sources]]\nname = \"again\"\ntype = \"replay\"\n" + keys + "\n" + kSoundRule;
}

ReplaySourceOptions options_of(const std::string& keys) {
    const LoadedConfig loaded = load(source(keys));
    if (!loaded.config) {
        ADD_FAILURE() << findings_of(loaded);
        return {};
    }
    return std::get<ReplaySourceOptions>(loaded.config->sources.at(0).options);
}

TEST(ReplaySection, IsReadWithItsSpeed) {
    const ReplaySourceOptions options = options_of("path = \"$DATA/events.jsonl\"");
    EXPECT_EQ(options.name, "again");
    EXPECT_EQ(options.path, "/data/events.jsonl");
    EXPECT_EQ(options.speed, ReplaySpeed{});
    EXPECT_EQ(options_of("path = \"a\"\nspeed = \"fast\"").speed, ReplaySpeed{});
    EXPECT_EQ(options_of("path = \"a\"\nspeed = \"recorded\"").speed, ReplaySpeed{1});
    EXPECT_EQ(options_of("path = \"a\"\nspeed = 10").speed, ReplaySpeed{10});
    EXPECT_EQ(options_of("path = \"a\"\nspeed = 0.5").speed, ReplaySpeed{0.5});
}

TEST(ReplaySection, FeedsEveryRule) {
    const LoadedConfig loaded = load(source("path = \".\""));
    EXPECT_EQ(findings_of(loaded), "");
}

class ReplayFindings : public testing::TestWithParam<FindingCase> {};

TEST_P(ReplayFindings, AreAtTheirPlaces) {
    expect_finding(GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    All, ReplayFindings,
    testing::Values(
        FindingCase{"NoPath", source(""), "1:1: error: ", "`path`"},
        FindingCase{"Missing", source("path = \"/no/such\""), "4:8: warning: ", "does not exist"},
        FindingCase{"UnsetVariable", source("path = \"$NONE/a\""), "4:8: error: ", "NONE"},
        FindingCase{"WrongWord", source("path = \".\"\nspeed = \"slow\""), "5:9: error: ", "recorded"},
        FindingCase{"Zero", source("path = \".\"\nspeed = 0"), "5:9: error: ", "0.001"},
        FindingCase{"WrongType", source("path = \".\"\nspeed = true"), "5:9: error: ", "a text or a number"},
        FindingCase{"UnknownKey", source("path = \".\"\nsped = 1"), "5:1: error: ", "`speed`"}),
    case_name);

}  // namespace
}  // namespace wee
