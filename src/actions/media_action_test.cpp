#include "actions/media_action.h"

#include <gtest/gtest.h>

#include "tests/support/fake_desktop.h"

namespace wee {
namespace {

class MediaActionTest : public testing::Test {
protected:
    ActionResult run(const MediaActionOptions& options) {
        const RunScope scope(event_, secrets_);
        return MediaAction(options, &players_).run({scope, rule_name_, stop_.get_token()});
    }

    const Event event_ = make_event(EventKind::WindowFocused, "windows", {});
    FakeMediaPlayers players_;
    const Secrets secrets_;
    const std::string rule_name_ = "quiet";
    std::stop_source stop_;
};

TEST_F(MediaActionTest, SaysWhichPlayerDidIt) {
    const ActionResult result = run({.command = MediaCommand::VolumeUp, .player = "mpv", .volume_step = 0.1});
    EXPECT_EQ(result.message, "done by fake");
    EXPECT_EQ(result.answer.values.at(0), (std::pair<std::string, std::string>{"player", "fake"}));
    EXPECT_EQ(players_.requests().at(0).command, MediaCommand::VolumeUp);
    EXPECT_EQ(players_.requests().at(0).player, "mpv");
    EXPECT_EQ(players_.requests().at(0).volume_step, 0.1);
}

TEST_F(MediaActionTest, AFailureIsThePlayersSentenceAndAStopIsNone) {
    players_.fail_with("there is no media player");
    EXPECT_EQ(run({}).message, "there is no media player");
    EXPECT_EQ(run({}).outcome, ActionOutcome::Failed);
    stop_.request_stop();
    EXPECT_EQ(run({}).outcome, ActionOutcome::Stopped);
}

TEST_F(MediaActionTest, DescribesItselfInTheConfigurationsWords) {
    const RunScope scope(event_, secrets_);
    EXPECT_EQ(MediaAction({}, &players_).describe(scope), "media play_pause");
    EXPECT_EQ(MediaAction({.command = MediaCommand::Mute, .player = "mpv"}, &players_).describe(scope),
              "media mute of \"mpv\"");
}

}  // namespace
}  // namespace wee
