#include "app/command_line.h"

#include <algorithm>
#include <array>
#include <sstream>

#include <CLI/CLI.hpp>

#include "app/subcommands.h"
#include "base/duration.h"
#include "base/text.h"

namespace wee {
namespace {

constexpr std::array<std::string_view, 8> kCommands{"run",  "check",   "explain", "replay",
                                                    "test", "sources", "script",  "script-host"};

void declare_shared_options(CLI::App& app, RawOptions& options) {
    auto* file = app.add_option("-c,--config", options.result.config.file, "Configuration file (TOML)");
    auto* directory = app.add_option("-d,--config-dir", options.result.config.directory,
                                     "Directory whose *.toml files are read in name order");
    file->excludes(directory)->type_name("FILE");
    directory->type_name("DIR");
    app.add_flag("--dry-run", options.dry_run, "Say what would run and run nothing");
    app.add_flag("--no-watch", options.no_watch, "Do not reload the configuration when it changes");
    app.add_option("-l,--log-level", options.log_level, "trace, debug, info, warn or error")
        ->type_name("LEVEL");
    app.add_option("--log-format", options.log_format, "text, or json: one object a line")
        ->type_name("FORMAT");
    // Refused with a sentence; without a group the help leaves them out.
    app.add_flag("--status", options.status)->group("");
    app.add_flag("--install", options.install)->group("");
    app.add_flag("--uninstall", options.uninstall)->group("");
    app.add_flag("--run-service", options.run_service)->group("");
}

Farewell usage_error(const std::string& sentence) {
    return {ExitCode::UsageOrConfiguration, "wee: " + sentence + "\nTry: wee --help\n"};
}

/// CLI11's own exceptions end here: a Farewell with its text.
Farewell farewell_for(const CLI::App& app, const CLI::ParseError& error) {
    std::ostringstream out;
    std::ostringstream ignored;
    if (app.exit(error, out, ignored) == 0) {
        return {ExitCode::Fine, out.str()};
    }
    return usage_error(to_display(error.what()));
}

bool is_command(std::string_view word) {
    return std::ranges::find(kCommands, word) != kCommands.end();
}

std::string hint_for_unknown_command(const std::string& word) {
    if (word.ends_with(".toml")) {
        return "for a configuration file say: wee run " + to_display(word);
    }
    const std::string_view meant = nearest_word(word, kCommands);
    return meant.empty() ? "the commands are: run, check, explain, replay, test, sources, script"
                         : "did you mean \"" + std::string(meant) + "\"?";
}

/// "unknown command" with what was probably meant, before CLI11 calls it an extra argument.
std::optional<Farewell> unknown_command(const std::vector<std::string>& arguments) {
    if (arguments.empty() || arguments.front().starts_with('-') || is_command(arguments.front())) {
        return std::nullopt;
    }
    const std::string& word = arguments.front();
    return usage_error("there is no command \"" + to_display(word) + "\"; " + hint_for_unknown_command(word));
}

/// FILE means -c FILE.
std::optional<Farewell> take_positional_file(RawOptions& options) {
    if (options.file.empty()) {
        return std::nullopt;
    }
    const std::string shown = to_display(options.file);
    if (is_command(options.file)) {
        return usage_error("two commands were given; for a configuration file called \"" + shown +
                           "\" say: -c " + shown);
    }
    ConfigLocation& config = options.result.config;
    if (!config.file.empty() || !config.directory.empty()) {
        return usage_error("\"" + shown + "\" and " + (config.file.empty() ? "-d" : "-c") +
                           " both name a configuration; leave one of them out");
    }
    config.file = options.file;
    return std::nullopt;
}

/// The options of `wee replay`, which runs actions only when told to.
std::optional<Farewell> take_replay_options(RawOptions& options) {
    CommandLine& result = options.result;
    if (options.execute && options.dry_run) {
        return usage_error("--execute and --dry-run contradict each other; leave one of them out");
    }
    result.mode = options.execute ? ExecutionMode::Execute : ExecutionMode::DryRun;
    result.bad_lines = options.skip_bad_lines ? BadLines::Skip : BadLines::Stop;
    const Result<ReplaySpeed> speed = parse_replay_speed(options.speed.empty() ? "fast" : options.speed);
    if (!speed) {
        return usage_error("--speed " + speed.error().message());
    }
    result.speed = speed.value();
    return std::nullopt;
}

/// The options of `wee script run`.
std::optional<Farewell> take_script_options(RawOptions& options) {
    if (options.script_timeout.empty()) {
        return std::nullopt;
    }
    const Result<std::chrono::milliseconds> timeout = parse_duration(options.script_timeout);
    if (!timeout || timeout.value() <= std::chrono::milliseconds::zero()) {
        return usage_error("--timeout \"" + to_display(options.script_timeout) +
                           "\" is no time above zero; write for example: --timeout 30s");
    }
    options.result.script_timeout = timeout.value();
    return std::nullopt;
}

std::optional<Farewell> take_log_options(RawOptions& options) {
    CommandLine& result = options.result;
    if (!options.log_level.empty()) {
        result.log_level = parse_log_level(options.log_level);
        if (!result.log_level) {
            return usage_error("--log-level \"" + to_display(options.log_level) +
                               "\" is none of trace, debug, info, warn, error");
        }
    }
    if (options.log_format != "" && options.log_format != "text" && options.log_format != "json") {
        return usage_error("--log-format \"" + to_display(options.log_format) +
                           "\" is neither text nor json");
    }
    result.log_format = options.log_format == "json" ? LogFormat::Json : LogFormat::Text;
    return std::nullopt;
}

std::optional<Farewell> take_options_of_command(RawOptions& options) {
    switch (options.result.command) {
        case Command::RunScript:
            return take_script_options(options);
        case Command::Replay:
            return take_replay_options(options);
        default:
            return std::nullopt;
    }
}

std::variant<CommandLine, Farewell> validated(RawOptions& options) {
    CommandLine& result = options.result;
    if (auto farewell = take_positional_file(options)) {
        return *std::move(farewell);
    }
    if (options.status || options.install || options.uninstall || options.run_service) {
        return usage_error(
            "--status and the service options are not in this version yet; start the engine with: wee run");
    }
    if (auto farewell = take_log_options(options)) {
        return *std::move(farewell);
    }
    result.watch_configuration = !options.no_watch;
    result.mode = options.dry_run ? ExecutionMode::DryRun : ExecutionMode::Execute;
    result.output_format = options.json ? OutputFormat::Json : OutputFormat::Text;
    result.shown_rules = options.matched_only ? ShownRules::MatchedOnly : ShownRules::All;
    if (auto farewell = take_options_of_command(options)) {
        return *std::move(farewell);
    }
    return result;
}

}  // namespace

std::variant<CommandLine, Farewell> parse_command_line(const std::vector<std::string>& arguments) {
    if (auto farewell = unknown_command(arguments)) {
        return *std::move(farewell);
    }
    RawOptions options;
    CLI::App app("wee: runs actions when something happens on the computer", "wee");
    app.set_version_flag("-V,--version", std::string("wee ") + WEE_VERSION);
    app.require_subcommand(0, 1);
    declare_shared_options(app, options);
    declare_subcommands(app, options);
    std::vector<std::string> reversed(arguments.rbegin(),
                                      arguments.rend());  // the order that CLI11 pops them in
    try {
        app.parse(std::move(reversed));
    } catch (const CLI::ParseError& error) {
        return farewell_for(app, error);
    }
    return validated(options);
}

}  // namespace wee
