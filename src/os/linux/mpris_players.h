#pragma once

#include <memory>

#include "os/environment.h"
#include "os/media_player.h"

namespace wee {

/// By MPRIS (org.mpris.MediaPlayer2) on the session bus. The environment must outlive it.
std::unique_ptr<MediaPlayers> make_media_players(const Environment& environment);

}  // namespace wee
