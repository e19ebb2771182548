#include "app/script_command.h"

#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>

#include "app/backends.h"
#include "app/load_config.h"
#include "app/report_log.h"
#include "base/text.h"
#include "event/event_input.h"
#include "event/event_json.h"
#include "script/script_answer.h"
#include "script/script_service.h"

namespace wee {
namespace {

constexpr std::size_t kLargestEvent = std::size_t{16} * 1024 * 1024;

/// The event of the file; without one a tick of a timer.
Result<Event> read_event(const std::string& path) {
    if (path.empty()) {
        return make_event(EventKind::TimerTick, "wee script run", SystemClock().wall_now());
    }
    Result<EventInput> input = EventInput::open(path);
    if (!input) {
        return input.error();
    }
    const Result<std::string> text = input.value().read_all(kLargestEvent);
    if (!text) {
        return text.error();
    }
    Result<Event> event = event_from_json(text.value());
    return event ? event : Error(to_display(path) + ": " + event.error().message());
}

/// What the configuration allows, where one is named or found; the demo allows what every other does.
std::optional<ScriptGrants> grants_of(const CommandLine& command_line, const Environment& environment) {
    LoadedConfig loaded = load_config(command_line.config, environment);
    for (const Diagnostic& finding : loaded.diagnostics) {
        if (finding.severity == Severity::Error) {
            std::fprintf(stderr, "%s\n", format_diagnostic(finding).c_str());
        }
    }
    if (!loaded.config) {
        return std::nullopt;
    }
    const Config& config = *loaded.config;
    return ScriptGrants{config.scripts, config.engine.http, config.engine.emit_depth_limit};
}

ExitCode report(const ScriptRun& run) {
    const ScriptOutcome& outcome = run.outcome;
    if (run.end == ScriptEnd::Finished && outcome.succeeded) {
        std::printf("succeeded%s%s\n", outcome.message.empty() ? "" : ": ",
                    to_display(outcome.message).c_str());
        if (!std::holds_alternative<std::monostate>(outcome.returned.value)) {
            std::printf("returned %s\n", answer_of(outcome.returned).json.c_str());
        }
        return ExitCode::Fine;
    }
    std::fflush(stdout);
    std::fprintf(stderr, "failed: %s\n", to_display(outcome.message).c_str());
    if (!outcome.traceback.empty()) {
        std::fprintf(stderr, "%s\n", to_valid_utf8(outcome.traceback).c_str());
    }
    return ExitCode::FailedWhileRunning;
}

ExitCode complain(const std::string& problem) {
    std::fprintf(stderr, "%s\n", problem.c_str());
    return ExitCode::UsageOrConfiguration;
}

}  // namespace

ExitCode run_script(const CommandLine& command_line) {
    const std::unique_ptr<TerminationSignals> signals = make_termination_signals();
    const std::unique_ptr<Environment> environment = make_environment();
    const Result<Event> event = read_event(command_line.events);
    if (!event) {
        return complain(event.error().message());
    }
    const std::optional<ScriptGrants> grants = grants_of(command_line, *environment);
    if (!grants) {
        return ExitCode::UsageOrConfiguration;
    }
    std::stop_source stop;
    if (const Result<void> listening = signals->listen([stop] { stop.request_stop(); }, [] {}); !listening) {
        return complain(listening.error().message());
    }
    ReportLog log(command_line.log_level.value_or(LogLevel::Debug), command_line.log_format,
                  ReportLog::Flush::EveryLine);
    const SystemClock clock;
    const std::unique_ptr<ProcessLauncher> launcher = make_process_launcher();
    const std::unique_ptr<HttpClient> http = make_http_client(*environment);
    const std::unique_ptr<ScriptHostStarter> starter = make_script_host_starter();
    ScriptService service({*starter, *launcher, log, clock, *environment, *http});
    service.configure(*grants, false);
    const Secrets no_secrets;
    const RunScope scope(event.value(), no_secrets);
    const std::string rule = std::filesystem::path(command_line.script).stem().string();
    return report(service.run({command_line.script, command_line.script, command_line.function,
                               command_line.script_timeout, rule, scope, stop.get_token()}));
}

}  // namespace wee
