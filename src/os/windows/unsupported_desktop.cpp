#include "os/windows/unsupported_desktop.h"

namespace wee {
namespace {

class UnsupportedNotifier final : public Notifier {
public:
    Result<std::uint32_t> show(const Notification& /*notification*/,
                               const std::stop_token& /*stop*/) override {
        return Error("the notification was not shown: notifications are not built for Windows yet");
    }
};

class UnsupportedMediaPlayers final : public MediaPlayers {
public:
    Result<std::string> command(const MediaRequest& /*request*/, const std::stop_token& /*stop*/) override {
        return Error("no media player was found: controlling them is not built for Windows yet");
    }
};

}  // namespace

std::unique_ptr<Notifier> make_notifier(const Environment& /*environment*/) {
    return std::make_unique<UnsupportedNotifier>();
}

std::unique_ptr<MediaPlayers> make_media_players(const Environment& /*environment*/) {
    return std::make_unique<UnsupportedMediaPlayers>();
}

}  // namespace wee
