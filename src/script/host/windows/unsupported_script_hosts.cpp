#include "script/host/windows/unsupported_script_hosts.h"

namespace wee {
namespace {

class UnsupportedScriptHosts final : public ScriptHostStarter {
public:
    Result<std::unique_ptr<ScriptHost>> start() override {
        return Error(
            "this build cannot run scripts on Windows yet: their host process has no job object there; use "
            "type = \"execute\"");
    }
};

}  // namespace

std::unique_ptr<ScriptHostStarter> make_script_host_starter() {
    return std::make_unique<UnsupportedScriptHosts>();
}

}  // namespace wee
