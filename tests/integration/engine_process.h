#pragma once

#include <sys/types.h>

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

namespace wee {

/// Where and as whom the engine runs.
struct EngineSurroundings {
    std::string working_directory{};
    std::vector<std::pair<std::string, std::string>> environment{};
    unsigned user = 0;                            ///< Run as this user when the test is root; 0: as the test.
    std::optional<std::string> standard_input{};  ///< What it can read there; none: the test's own.
};

/// The real `wee` binary as a child: its standard output is read line by line, its standard error kept for
/// the end. Every wait ends after 20 s and then fails the test; whatever still runs is killed when the object
/// goes.
class EngineProcess {
public:
    explicit EngineProcess(const std::vector<std::string>& arguments,
                           const EngineSurroundings& surroundings = {});
    ~EngineProcess();
    EngineProcess(const EngineProcess&) = delete;
    EngineProcess& operator=(const EngineProcess&) = delete;

    using IsWanted = std::function<bool(const std::string& line)>;
    /// Reads on until a line is wanted; nothing when the output ended or the time is up first.
    std::optional<std::string> wait_for_line(const IsWanted& is_wanted);
    /// The next JSON line with that "event", for engines started with `--log-format json`.
    nlohmann::json wait_for_event(const std::string& event);

    void send_signal(int signal) const;
    /// Closes this end of its standard output.
    void close_output();
    /// Waits for its end and returns the exit code, or 1000 + the signal that ended it.
    int wait_for_exit();
    /// The same, reading nothing meanwhile.
    int wait_for_exit_unread();
    /// Reads on until the output ends.
    void read_to_end();
    /// SIGTERM, then `wait_for_exit`.
    int terminate();

    [[nodiscard]] pid_t pid() const { return pid_; }
    /// Every line read so far; after the exit: all of them.
    [[nodiscard]] const std::vector<std::string>& lines() const { return lines_; }
    /// All that it wrote to standard error. REQUIRES: it has exited.
    [[nodiscard]] std::string standard_error() const;

private:
    std::optional<std::string> next_line(std::chrono::steady_clock::time_point deadline);

    pid_t pid_ = -1;
    int output_ = -1;
    int error_file_ = -1;
    std::string partial_line_;
    std::vector<std::string> lines_;
};

/// One finished run of the binary.
struct FinishedProcess {
    int exit_code = 0;
    std::string output;
    std::string error;
};

/// Runs `wee` with these arguments to its end.
FinishedProcess run_to_end(const std::vector<std::string>& arguments,
                           const EngineSurroundings& surroundings = {});

}  // namespace wee
