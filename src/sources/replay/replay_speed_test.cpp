#include "sources/replay/replay_speed.h"

#include <gtest/gtest.h>

namespace wee {
namespace {

TEST(ReplaySpeed, IsAWordOrAFactor) {
    EXPECT_EQ(parse_replay_speed("fast").value(), ReplaySpeed{0});
    EXPECT_EQ(parse_replay_speed("recorded").value(), ReplaySpeed{1});
    EXPECT_EQ(parse_replay_speed("10").value(), ReplaySpeed{10});
    EXPECT_EQ(parse_replay_speed("0.5").value(), ReplaySpeed{0.5});
}

TEST(ReplaySpeed, RefusesEverythingElse) {
    for (const char* text : {"", "slow", "0", "-1", "1x", " 1", "nan", "inf", "1e9", "\x1b"}) {
        const Result<ReplaySpeed> speed = parse_replay_speed(text);
        ASSERT_FALSE(speed.ok()) << text;
        EXPECT_NE(speed.error().message().find("recorded"), std::string::npos);
        EXPECT_EQ(speed.error().message().find('\x1b'), std::string::npos);
    }
}

}  // namespace
}  // namespace wee
