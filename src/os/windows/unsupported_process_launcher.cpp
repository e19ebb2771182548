#include "os/windows/unsupported_process_launcher.h"

namespace wee {
namespace {

class UnsupportedProcessLauncher final : public ProcessLauncher {
public:
    Result<LaunchOutcome> run(const LaunchRequest& request, const std::stop_token&) override {
        return Error(
            "the command \"" + request.command +
            "\" was not started: starting programs is not built for Windows yet; use a log action instead");
    }
    [[nodiscard]] bool can_find(const std::string& /*command*/) const override { return false; }
};

}  // namespace

std::unique_ptr<ProcessLauncher> make_process_launcher() {
    return std::make_unique<UnsupportedProcessLauncher>();
}

}  // namespace wee
