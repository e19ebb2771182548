#include "os/linux/mpris_players.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "os/linux/quoted_text.h"
#include "os/linux/session_bus.h"

namespace wee {
namespace {

constexpr std::string_view kPrefix = "org.mpris.MediaPlayer2.";
constexpr const char* kPath = "/org/mpris/MediaPlayer2";
constexpr const char* kInterface = "org.mpris.MediaPlayer2.Player";
constexpr const char* kProperties = "org.freedesktop.DBus.Properties";
/// One player that hangs must not keep the others from being asked.
constexpr std::chrono::milliseconds kPatienceWithOne{500};

/// "org.mpris.MediaPlayer2.mpv" -> "mpv"
std::string_view short_name(std::string_view service) {
    return service.substr(kPrefix.size());
}

/// What a method of the player's is called; null for what is a matter of its volume.
const char* method_for(MediaCommand command) {
    switch (command) {
        case MediaCommand::Play:
            return "Play";
        case MediaCommand::PausePlayback:
            return "Pause";
        case MediaCommand::TogglePlayback:
            return "PlayPause";
        case MediaCommand::Next:
            return "Next";
        case MediaCommand::Previous:
            return "Previous";
        case MediaCommand::Stop:
            return "Stop";
        case MediaCommand::VolumeUp:
        case MediaCommand::VolumeDown:
        case MediaCommand::Mute:
            break;
    }
    return nullptr;
}

BusMessage get_property(const std::string& service, const char* name) {
    BusMessage call = make_bus_call({service.c_str(), kPath, kProperties, "Get"});
    const char* interface = kInterface;
    dbus_message_append_args(call.get(), DBUS_TYPE_STRING, &interface, DBUS_TYPE_STRING, &name,
                             DBUS_TYPE_INVALID);
    return call;
}

BusMessage set_volume_call(const std::string& service, double volume) {
    BusMessage call = make_bus_call({service.c_str(), kPath, kProperties, "Set"});
    const char* interface = kInterface;
    const char* name = "Volume";
    dbus_message_append_args(call.get(), DBUS_TYPE_STRING, &interface, DBUS_TYPE_STRING, &name,
                             DBUS_TYPE_INVALID);
    DBusMessageIter arguments;
    DBusMessageIter value;
    dbus_message_iter_init_append(call.get(), &arguments);
    dbus_message_iter_open_container(&arguments, DBUS_TYPE_VARIANT, "d", &value);
    dbus_message_iter_append_basic(&value, DBUS_TYPE_DOUBLE, &volume);
    dbus_message_iter_close_container(&arguments, &value);
    return call;
}

/// What stands in a variant of this type; nothing when it is of another.
template <typename Value>
std::optional<Value> value_in(const BusMessage& answer, int type) {
    DBusMessageIter arguments;
    DBusMessageIter inside;
    if (dbus_message_iter_init(answer.get(), &arguments) == 0 ||
        dbus_message_iter_get_arg_type(&arguments) != DBUS_TYPE_VARIANT) {
        return std::nullopt;
    }
    dbus_message_iter_recurse(&arguments, &inside);
    if (dbus_message_iter_get_arg_type(&inside) != type) {
        return std::nullopt;
    }
    Value value{};
    dbus_message_iter_get_basic(&inside, &value);
    return value;
}

/// One wish, from the choice of the player to its answer.
class PlayerCall {
public:
    PlayerCall(SessionBus& bus, const MediaRequest& request) : bus_(bus), request_(request) {}

    /// The services that the request may mean, in the order of their names.
    Result<std::vector<std::string>> players();
    /// The one that plays, else one that is paused, else the first. REQUIRES: not empty.
    std::string choose(const std::vector<std::string>& players);
    Result<void> call_method(const std::string& service, const char* method);
    Result<double> volume(const std::string& service);
    Result<void> set_volume(const std::string& service, double volume);

private:
    [[nodiscard]] bool is_wanted(std::string_view service) const {
        return service.starts_with(kPrefix) &&
               to_lower_ascii(short_name(service)).find(to_lower_ascii(request_.player)) != std::string::npos;
    }
    std::string status_of(const std::string& service);

    SessionBus& bus_;
    const MediaRequest& request_;
};

Result<std::vector<std::string>> PlayerCall::players() {
    const Result<BusMessage> answer =
        bus_.call(make_bus_call({DBUS_SERVICE_DBUS, DBUS_PATH_DBUS, DBUS_INTERFACE_DBUS, "ListNames"}));
    if (!answer) {
        return answer.error();
    }
    std::vector<std::string> wanted;
    char** names = nullptr;
    int count = 0;
    if (dbus_message_get_args(answer.value().get(), nullptr, DBUS_TYPE_ARRAY, DBUS_TYPE_STRING, &names,
                              &count, DBUS_TYPE_INVALID) != 0) {
        std::copy_if(names, names + count, std::back_inserter(wanted),
                     [this](const char* name) { return is_wanted(name); });
        dbus_free_string_array(names);
    }
    std::ranges::sort(wanted);
    if (wanted.empty()) {
        return Error(request_.player.empty()
                         ? "there is no media player in this desktop session (none that speaks MPRIS)"
                         : "there is no media player called " + in_quotes(request_.player) +
                               " in this desktop session (none that speaks MPRIS)");
    }
    return wanted;
}

std::string PlayerCall::status_of(const std::string& service) {
    const Result<BusMessage> answer = bus_.call(get_property(service, "PlaybackStatus"), kPatienceWithOne);
    const auto status =
        answer ? value_in<const char*>(answer.value(), DBUS_TYPE_STRING) : std::optional<const char*>();
    return status.value_or("");
}

std::string PlayerCall::choose(const std::vector<std::string>& players) {
    const std::string* paused = nullptr;
    if (players.size() == 1) {
        return players.front();
    }
    for (const std::string& player : players) {
        const std::string status = status_of(player);
        if (status == "Playing") {
            return player;
        }
        paused = paused == nullptr && status == "Paused" ? &player : paused;
    }
    return paused == nullptr ? players.front() : *paused;
}

Result<void> PlayerCall::call_method(const std::string& service, const char* method) {
    const Result<BusMessage> answer = bus_.call(make_bus_call({service.c_str(), kPath, kInterface, method}));
    return answer ? Result<void>() : Result<void>(answer.error());
}

Result<double> PlayerCall::volume(const std::string& service) {
    const Result<BusMessage> answer = bus_.call(get_property(service, "Volume"));
    if (!answer) {
        return answer.error();
    }
    const auto volume = value_in<double>(answer.value(), DBUS_TYPE_DOUBLE);
    return volume ? Result<double>(*volume) : Result<double>(Error("it does not tell its volume"));
}

Result<void> PlayerCall::set_volume(const std::string& service, double volume) {
    const Result<BusMessage> answer = bus_.call(set_volume_call(service, volume));
    return answer ? Result<void>() : Result<void>(answer.error());
}

class MprisPlayers final : public MediaPlayers {
public:
    explicit MprisPlayers(const Environment& environment) : environment_(environment) {}

    Result<std::string> command(const MediaRequest& request, const std::stop_token& stop) override {
        Result<SessionBus> bus = SessionBus::connect(environment_, stop);
        if (!bus) {
            return bus.error();
        }
        PlayerCall call(bus.value(), request);
        const Result<std::vector<std::string>> players = call.players();
        if (!players) {
            return players.error();
        }
        const std::string player = call.choose(players.value());
        const char* const method = method_for(request.command);
        const Result<void> done =
            method == nullptr ? change_volume(call, player, request) : call.call_method(player, method);
        if (!done) {
            return Error("the media player " + in_quotes(short_name(player)) +
                         " did not do it: " + done.error().message());
        }
        return std::string(short_name(player));
    }

private:
    Result<void> change_volume(PlayerCall& call, const std::string& player, const MediaRequest& request) {
        const Result<double> now = call.volume(player);
        if (!now) {
            return now.error();
        }
        if (request.command == MediaCommand::Mute) {
            return call.set_volume(player, muted_or_back(player, now.value()));
        }
        const double step =
            request.command == MediaCommand::VolumeUp ? request.volume_step : -request.volume_step;
        return call.set_volume(player, std::clamp(now.value() + step, 0.0, std::max(1.0, now.value())));
    }

    /// MPRIS knows no mute: it is a volume of none, and what it was is kept here.
    double muted_or_back(const std::string& player, double now) {
        const std::lock_guard lock(mutex_);
        if (now > 0) {
            volumes_[player] = now;
            return 0;
        }
        const auto former = volumes_.extract(player);
        return former.empty() ? 1.0 : former.mapped();
    }

    const Environment& environment_;
    std::mutex mutex_;
    std::map<std::string, double> volumes_;  // of those that are muted
};

}  // namespace

std::unique_ptr<MediaPlayers> make_media_players(const Environment& environment) {
    return std::make_unique<MprisPlayers>(environment);
}

}  // namespace wee
