#pragma once

#include "actions/action.h"
#include "actions/action_options.h"
#include "os/media_player.h"

namespace wee {

/// Tells a media player what to do. Succeeds when the player has answered.
class MediaAction final : public Action {
public:
    /// `players` must outlive the action.
    MediaAction(MediaActionOptions options, MediaPlayers* players)
        : options_(std::move(options)), players_(players) {}

    ActionResult run(const ActionContext& context) const override;
    [[nodiscard]] std::string_view type() const override { return "media"; }
    [[nodiscard]] std::string describe(const RunScope& scope) const override;

private:
    MediaActionOptions options_;
    MediaPlayers* players_;
};

}  // namespace wee
