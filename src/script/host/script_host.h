#pragma once

#include <cstdint>
#include <memory>

#include "base/result.h"
#include "script/host/script_channel.h"

namespace wee {

/// A host process as the engine holds it. Its end ends the process at once, whatever that does.
class ScriptHost {
public:
    virtual ~ScriptHost() = default;
    [[nodiscard]] virtual ScriptChannel& channel() = 0;
    [[nodiscard]] virtual std::int64_t pid() const = 0;
    /// Ends the process at once (by SIGKILL) and says how it came to its end: "died of signal 11". Once.
    virtual std::string end() = 0;
};

/// Starts hosts. Port; any thread.
class ScriptHostStarter {
public:
    virtual ~ScriptHostStarter() = default;
    /// A host that has not yet said that it is ready. An error says why there is none, and the mend.
    virtual Result<std::unique_ptr<ScriptHost>> start() = 0;
};

}  // namespace wee
