#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "actions/executor.h"
#include "event/event_reader.h"
#include "sources/replay/replay_speed.h"
#include "telemetry/log.h"

namespace wee {

/// The exit codes that scripts and service managers rely on.
enum class ExitCode : int {
    Fine = 0,
    FailedWhileRunning = 1,
    UsageOrConfiguration = 2,
    NoEngineRunning = 3,
};

enum class Command { Run, Check, Explain, Replay, Test, Sources, RunScript, ScriptHost };

/// Where the configuration is. Neither: the default look-up (config/config_loader.h).
struct ConfigLocation {
    std::string file;
    std::string directory;
};

enum class OutputFormat { Text, Json };

/// Which rules `wee explain` shows.
enum class ShownRules { All, MatchedOnly };

/// What the user asked for.
struct CommandLine {
    Command command = Command::Run;
    ConfigLocation config;
    ExecutionMode mode = ExecutionMode::Execute;  ///< DryRun for a replay that was not told --execute.
    bool watch_configuration = true;              ///< Reload it when it changes.
    std::optional<LogLevel> log_level;            ///< Wins over the configuration's.
    LogFormat log_format = LogFormat::Text;
    OutputFormat output_format = OutputFormat::Text;  ///< Of what is not the log.
    std::string events;                               ///< The file that holds them, or "-".
    ShownRules shown_rules = ShownRules::All;
    ReplaySpeed speed{};
    BadLines bad_lines = BadLines::Stop;
    std::string script{};               ///< The file that `wee script run` runs.
    std::string function = "on_event";  ///< Of it.
    std::chrono::milliseconds script_timeout{std::chrono::seconds{30}};
};

/// Nothing to run: print the text and leave.
struct Farewell {
    ExitCode code = ExitCode::Fine;
    std::string text;  ///< For standard output when the code is Fine, else for standard error.
};

/// Reads the arguments (without the program's name). The original engine's spellings (`wee -c FILE
/// --dry-run`) mean `wee run`; help and version are a Farewell, as is everything that is not understood.
std::variant<CommandLine, Farewell> parse_command_line(const std::vector<std::string>& arguments);

}  // namespace wee
