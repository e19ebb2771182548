#pragma once

#include <memory>

#include "os/environment.h"
#include "os/media_player.h"
#include "os/notifier.h"

namespace wee {

/// Both say that they are not built for Windows yet.
std::unique_ptr<Notifier> make_notifier(const Environment& environment);
std::unique_ptr<MediaPlayers> make_media_players(const Environment& environment);

}  // namespace wee
