#include "actions/media_action.h"

#include "base/text.h"

namespace wee {
namespace {

std::string_view to_string(MediaCommand command) {
    switch (command) {
        case MediaCommand::Play:
            return "play";
        case MediaCommand::PausePlayback:
            return "pause";
        case MediaCommand::TogglePlayback:
            return "play_pause";
        case MediaCommand::Next:
            return "next";
        case MediaCommand::Previous:
            return "previous";
        case MediaCommand::Stop:
            return "stop";
        case MediaCommand::VolumeUp:
            return "volume_up";
        case MediaCommand::VolumeDown:
            return "volume_down";
        case MediaCommand::Mute:
            break;
    }
    return "mute";
}

}  // namespace

ActionResult MediaAction::run(const ActionContext& context) const {
    if (players_ == nullptr) {
        return {ActionOutcome::Failed, "controlling media players is not built for this system yet", {}};
    }
    const Result<std::string> player =
        players_->command({options_.command, options_.player, options_.volume_step}, context.stop);
    if (!player) {
        const bool was_stopped = context.stop.stop_requested();
        return {was_stopped ? ActionOutcome::Stopped : ActionOutcome::Failed, player.error().message(), {}};
    }
    return {ActionOutcome::Succeeded, "done by " + player.value(), {}, {{{"player", player.value()}}}};
}

std::string MediaAction::describe(const RunScope& /*scope*/) const {
    const std::string line = "media " + std::string(to_string(options_.command));
    return options_.player.empty() ? line : line + " of " + quote_for_display(options_.player);
}

}  // namespace wee
