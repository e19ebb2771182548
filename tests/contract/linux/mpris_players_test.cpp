#include "os/linux/mpris_players.h"

#include <chrono>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/contract/linux/private_bus.h"
#include "tests/support/awaited.h"

namespace wee {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

/// A player as MPRIS has it, which only remembers.
class FakePlayer {
public:
    FakePlayer(const PrivateBus& bus, const std::string& name, std::string status)
        : status_(std::move(status)),
          service_(bus, "org.mpris.MediaPlayer2." + name,
                   [this](DBusMessage* call) { return answer(call); }) {}

    [[nodiscard]] std::vector<std::string> calls() const {
        return state_.read([](const State& state) { return state.calls; });
    }
    [[nodiscard]] double volume() const {
        return state_.read([](const State& state) { return state.volume; });
    }

private:
    struct State {
        std::vector<std::string> calls;
        double volume = 0.5;
    };

    DBusMessage* answer(DBusMessage* call) {
        const std::string member = dbus_message_get_member(call);
        if (member == "Get") {
            return answer_property(call);
        }
        if (member == "Set") {
            set_volume(call);
        } else if (member == "Next") {
            return dbus_message_new_error(call, "org.mpris.Error", "there is no next track");
        } else {
            state_.change([&member](State& state) { state.calls.push_back(member); });
        }
        return dbus_message_new_method_return(call);
    }

    DBusMessage* answer_property(DBusMessage* call) {
        const char* interface = "";
        const char* name = "";
        dbus_message_get_args(call, nullptr, DBUS_TYPE_STRING, &interface, DBUS_TYPE_STRING, &name,
                              DBUS_TYPE_INVALID);
        DBusMessage* const answer = dbus_message_new_method_return(call);
        const bool is_volume = std::string_view(name) == "Volume";
        const char* const status = status_.c_str();
        const double volume = this->volume();
        DBusMessageIter arguments;
        DBusMessageIter value;
        dbus_message_iter_init_append(answer, &arguments);
        dbus_message_iter_open_container(&arguments, DBUS_TYPE_VARIANT, is_volume ? "d" : "s", &value);
        dbus_message_iter_append_basic(&value, is_volume ? DBUS_TYPE_DOUBLE : DBUS_TYPE_STRING,
                                       is_volume ? static_cast<const void*>(&volume) : &status);
        dbus_message_iter_close_container(&arguments, &value);
        return answer;
    }

    void set_volume(DBusMessage* call) {
        EXPECT_STREQ(dbus_message_get_signature(call), "ssv");
        DBusMessageIter arguments;
        DBusMessageIter value;
        double volume = 0;
        dbus_message_iter_init(call, &arguments);
        dbus_message_iter_next(&arguments);
        dbus_message_iter_next(&arguments);
        dbus_message_iter_recurse(&arguments, &value);
        dbus_message_iter_get_basic(&value, &volume);
        state_.change([volume](State& state) { state.volume = volume; });
    }

    const std::string status_;
    Awaited<State> state_;
    BusService service_;
};

class MprisPlayersTest : public testing::Test {
protected:
    void SetUp() override {
        if (!bus_.missing().empty()) {
            GTEST_SKIP() << bus_.missing();
        }
    }
    std::string tell(MediaCommand command, const std::string& player = "", double step = 0.05) {
        const Result<std::string> done = players_->command({command, player, step}, {});
        return done ? done.value() : done.error().message();
    }

    const PrivateBus bus_;
    const FakeEnvironment environment_ = bus_.environment();
    const std::unique_ptr<MediaPlayers> players_ = make_media_players(environment_);
};

TEST_F(MprisPlayersTest, TellsThePlayerThatPlaysEachOfItsMethods) {
    const FakePlayer other(bus_, "amarok", "Paused");
    const FakePlayer playing(bus_, "mpv.instance7", "Playing");
    for (const MediaCommand command :
         {MediaCommand::Play, MediaCommand::PausePlayback, MediaCommand::TogglePlayback,
          MediaCommand::Previous, MediaCommand::Stop}) {
        EXPECT_EQ(tell(command), "mpv.instance7");
    }
    EXPECT_THAT(playing.calls(), ElementsAre("Play", "Pause", "PlayPause", "Previous", "Stop"));
    EXPECT_THAT(other.calls(), ElementsAre());
}

TEST_F(MprisPlayersTest, PrefersAPausedOneToAStoppedOneAndTheNamedOneToAll) {
    const FakePlayer first(bus_, "a", "Stopped");
    const FakePlayer paused(bus_, "b", "Paused");
    const FakePlayer hung(bus_, "c", "Stopped");
    EXPECT_EQ(tell(MediaCommand::Play), "b");
    EXPECT_EQ(tell(MediaCommand::Play, "A"), "a");
    EXPECT_THAT(tell(MediaCommand::Play, "vlc"), HasSubstr("no media player called \"vlc\""));
}

TEST_F(MprisPlayersTest, ChangesTheVolumeWithinItsBounds) {
    const FakePlayer player(bus_, "mpv", "Playing");
    tell(MediaCommand::VolumeUp, "", 0.2);
    EXPECT_DOUBLE_EQ(player.volume(), 0.7);
    tell(MediaCommand::VolumeUp, "", 0.9);
    EXPECT_DOUBLE_EQ(player.volume(), 1.0);
    tell(MediaCommand::VolumeDown, "", 0.4);
    EXPECT_DOUBLE_EQ(player.volume(), 0.6);
    tell(MediaCommand::Mute);
    EXPECT_DOUBLE_EQ(player.volume(), 0.0);
    tell(MediaCommand::Mute);
    EXPECT_DOUBLE_EQ(player.volume(), 0.6);
    tell(MediaCommand::VolumeDown, "", 0.9);
    EXPECT_DOUBLE_EQ(player.volume(), 0.0);
}

TEST_F(MprisPlayersTest, PassesThePlayersComplaintOn) {
    const FakePlayer player(bus_, "mpv", "Playing");
    EXPECT_EQ(tell(MediaCommand::Next), "the media player \"mpv\" did not do it: there is no next track");
}

TEST_F(MprisPlayersTest, SaysThatThereIsNoPlayer) {
    EXPECT_THAT(tell(MediaCommand::Play), HasSubstr("there is no media player in this desktop session"));
}

TEST_F(MprisPlayersTest, APlayerThatHangsDoesNotKeepTheOthersFromPlaying) {
    const BusService hung(bus_, "org.mpris.MediaPlayer2.a", [](DBusMessage*) { return nullptr; });
    const FakePlayer player(bus_, "b", "Playing");
    EXPECT_EQ(tell(MediaCommand::TogglePlayback), "b");
    std::stop_source stop;
    std::jthread stopper([&stop] { stop.request_stop(); });
    EXPECT_FALSE(players_->command({MediaCommand::Play, "a"}, stop.get_token()).ok());
}

TEST_F(MprisPlayersTest, MpvObeys) {
    const std::string plugin = "/usr/lib/mpv-mpris/mpris.so";
    if (find_program("mpv").empty() || !std::filesystem::exists(plugin)) {
        GTEST_SKIP() << "mpv or mpv-mpris is not installed";
    }
    const ChildProgram mpv({"mpv", "--no-config", "--idle=yes", "--vo=null", "--ao=null", "--pause",
                            "--script=" + plugin, "av://lavfi:anullsrc"},
                           {{"DBUS_SESSION_BUS_ADDRESS", bus_.address()}});
    const auto deadline = std::chrono::steady_clock::now() + 20s;
    while (tell(MediaCommand::Play) != "mpv" && std::chrono::steady_clock::now() < deadline) {
        std::this_thread::sleep_for(50ms);  // until it has taken its name
    }
    EXPECT_EQ(tell(MediaCommand::PausePlayback), "mpv");
    EXPECT_EQ(tell(MediaCommand::VolumeDown, "mpv", 0.3), "mpv");
    EXPECT_EQ(tell(MediaCommand::Stop), "mpv");
}

}  // namespace
}  // namespace wee
