#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

namespace wee {

/// The environment variable by which a run's processes are known, however they have detached themselves.
inline constexpr std::string_view kRunMarkerName = "WEE_RUN_ID";

/// Makes values that no other run of this computer has. Any thread.
class RunMarkers {
public:
    /// An engine that is itself started by an engine's run puts that run's marker in front: the outer run's
    /// time-out then knows the inner engine's processes too.
    explicit RunMarkers(std::string_view own_marker);
    std::string next();

private:
    std::string prefix_;
    std::atomic<std::uint64_t> count_ = 0;
};

/// The marker's variable among these (as in /proc/PID/environ, each ends in a NUL), or nothing.
std::string_view marker_variable(std::string_view environment);

/// True when the variables (as in /proc/PID/environ, each ends in a NUL) hold this marker or an inner run's.
bool carries_marker(std::string_view environment, std::string_view marker);

}  // namespace wee
