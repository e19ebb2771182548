#include "config/media_reader.h"

namespace wee {
namespace {

constexpr Key kCommand{"command", "\"play_pause\""};
constexpr Key kPlayer{"player", "\"mpv\""};
constexpr Key kStep{"step", "5"};

constexpr std::array<Choice<MediaCommand>, 10> kCommands = {{{"play", MediaCommand::Play},
                                                             {"pause", MediaCommand::PausePlayback},
                                                             {"play_pause", MediaCommand::TogglePlayback},
                                                             {"toggle", MediaCommand::TogglePlayback},
                                                             {"next", MediaCommand::Next},
                                                             {"previous", MediaCommand::Previous},
                                                             {"stop", MediaCommand::Stop},
                                                             {"volume_up", MediaCommand::VolumeUp},
                                                             {"volume_down", MediaCommand::VolumeDown},
                                                             {"mute", MediaCommand::Mute}}};

}  // namespace

std::optional<ActionOptions> read_media_action(TableReader& reader, TemplateNames& /*names*/) {
    MediaActionOptions options;
    if (!reader.has(kCommand.name)) {
        reader.report_missing(kCommand);
    }
    const std::optional<MediaCommand> command = reader.choice(kCommand, kCommands);
    if (const auto player = reader.text(kPlayer)) {
        options.player = player->value;
    }
    if (const auto percent = reader.number(kStep, 0.1, 100)) {
        options.volume_step = *percent / 100;
    }
    if (!command) {
        return std::nullopt;
    }
    options.command = *command;
    return options;
}

}  // namespace wee
