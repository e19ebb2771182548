#pragma once

#include <stop_token>
#include <string>

#include "base/result.h"

namespace wee {

enum class MediaCommand {
    Play,
    PausePlayback,
    TogglePlayback,
    Next,
    Previous,
    Stop,
    VolumeUp,
    VolumeDown,
    Mute
};

struct MediaRequest {
    MediaCommand command = MediaCommand::TogglePlayback;
    std::string player{};  ///< Part of its name, in either case; empty: the one that plays, else the first.
    double volume_step = 0.05;  ///< Of the whole: 0 to 1.
};

/// Controls the programs that play music and videos. Port; any thread, several at once.
class MediaPlayers {
public:
    virtual ~MediaPlayers() = default;

    /// Sends the command to one player and gives the player's name. `Mute` takes the volume away and, when
    /// there is none, gives back what it took. Waits for the player for a few seconds at most, and gives up
    /// within 500 ms of a stop. Fails with a sentence: no desktop session, no player, one that cannot do
    /// that.
    virtual Result<std::string> command(const MediaRequest& request, const std::stop_token& stop) = 0;
};

}  // namespace wee
