#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

namespace wee {

/// What to start. No shell: `arguments` arrive in the child one by one, byte for byte.
struct LaunchRequest {
    std::string command;  ///< A path, or a name that is looked up in PATH.
    std::vector<std::string> arguments;
    std::string working_directory;  ///< Empty: the engine's own.
    /// Added to the engine's own; same names replace, the last of several wins.
    std::vector<std::pair<std::string, std::string>> environment;
    std::vector<std::string> removed_variables{};  ///< Of the engine's own: the child does not see them.
    std::string standard_input{};                  ///< What it reads there, then the end.
    std::chrono::milliseconds timeout{std::chrono::seconds{30}};  ///< From start to exit; must be above zero.
    std::size_t output_limit = 64 * 1024;                         ///< Bytes kept of each of the two streams.
};

/// The beginning of what a child wrote to one stream.
struct CapturedOutput {
    std::string text;               ///< At most `output_limit` bytes.
    std::uint64_t total_bytes = 0;  ///< All that it wrote while it ran, kept or not.
    [[nodiscard]] bool truncated() const { return total_bytes > text.size(); }
};

enum class LaunchEnd {
    Exited,     ///< `exit_code` says how.
    Signalled,  ///< Died of `signal` (Linux only).
    TimedOut,   ///< Killed with its whole tree at the time-out.
    Stopped,    ///< Killed with its whole tree because the stop was requested.
};

struct LaunchOutcome {
    LaunchEnd end = LaunchEnd::Exited;
    int exit_code = 0;
    int signal = 0;
    std::int64_t pid = 0;
    CapturedOutput standard_output;
    CapturedOutput standard_error;
    std::chrono::microseconds duration{0};
};

/// Starts a program and sees it through to its end. Port; any number of threads may `run` at once.
class ProcessLauncher {
public:
    virtual ~ProcessLauncher() = default;

    /// Blocks until the child has ended, or its time is up, or `stop` is requested; never longer than 500 ms
    /// beyond the two latter. When the stop is requested already, nothing is started (Stopped, pid 0).
    ///
    /// The child has no terminal, and reads its standard input at its own pace or not at all. Output beyond
    /// the limit is read, counted and thrown away, so a child that floods is not held up. When the direct
    /// child exits, `run` returns: processes that it left behind live on (with their output going nowhere).
    /// At a time-out or stop they are killed too, also those that left its process group or session; the
    /// group is asked first and has 200 ms to clean up.
    ///
    /// Fails when the program could not be started: not found, not executable, no such working directory, out
    /// of processes, memory or descriptors; the sentence names the command and the mend.
    virtual Result<LaunchOutcome> run(const LaunchRequest& request, const std::stop_token& stop) = 0;

    /// Whether there is such a program that `run` would start: a path, or a name in PATH.
    [[nodiscard]] virtual bool can_find(const std::string& command) const = 0;
};

}  // namespace wee
