#pragma once

#include <memory>
#include <string>
#include <vector>

#include "script/host/script_host.h"

namespace wee {

/// The descriptors that a host is started with; all others are closed.
inline constexpr int kHostSocket = 0;
inline constexpr int kHostLifeline =
    1;  ///< Its other end is closed when the engine is gone, however it went.

/// Starts hosts as processes of `program` with `arguments`, which ends up in `run_script_host`. Each has a
/// process group of its own, so that a Ctrl-C for the engine does not reach it.
class HostProcessStarter final : public ScriptHostStarter {
public:
    HostProcessStarter(std::string program, std::vector<std::string> arguments)
        : program_(std::move(program)), arguments_(std::move(arguments)) {}

    Result<std::unique_ptr<ScriptHost>> start() override;

private:
    std::string program_;
    std::vector<std::string> arguments_;
};

/// The engine's own executable, whatever has become of its file since, as `wee script-host`.
std::unique_ptr<ScriptHostStarter> make_script_host_starter();

}  // namespace wee
