#include "app/replay_command.h"

#include <cstdio>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>

#include "app/backends.h"
#include "app/load_config.h"
#include "app/machine_backends.h"
#include "app/replay_report.h"
#include "app/report_log.h"
#include "engine/replay.h"

namespace wee {
namespace {

ExitCode complain(const std::string& problem) {
    std::fprintf(stderr, "%s\n", problem.c_str());
    return ExitCode::UsageOrConfiguration;
}

/// A report that could not be written whole must not look like one.
ExitCode print_report(const std::string& report) {
    std::fwrite(report.data(), 1, report.size(), stdout);
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
        std::fputs("standard output could not be written\n", stderr);
        return ExitCode::FailedWhileRunning;
    }
    return ExitCode::Fine;
}

/// Whoever waits for the lines of a slow replay sees each at once; a fast one is not held up by that.
ReportLog::Flush flush_for(const CommandLine& command_line) {
    const bool is_slow = command_line.speed.is_paced() || command_line.mode == ExecutionMode::Execute ||
                         command_line.events == EventInput::kStandardInput;
    return is_slow ? ReportLog::Flush::EveryLine : ReportLog::Flush::WhenFull;
}

ExitCode replay_with(const Config& config, EventReader& events, const CommandLine& command_line,
                     const Environment& environment, const std::stop_token& stop) {
    const bool for_programs = command_line.output_format == OutputFormat::Json;
    const LogFormat format = for_programs ? LogFormat::Json : command_line.log_format;
    ReportLog log(command_line.log_level.value_or(LogLevel::Info), format, flush_for(command_line));
    const std::unique_ptr<ProcessLauncher> launcher = make_process_launcher();
    const std::unique_ptr<HttpClient> http = make_http_client(environment);
    const MachineBackends machine(environment);
    const SystemClock clock;
    const std::unique_ptr<ScriptHostStarter> starter = make_script_host_starter();
    ScriptService scripts({*starter, *launcher, log, clock, environment, *http});
    scripts.configure({config.scripts, config.engine.http, config.engine.emit_depth_limit}, false);
    const ReplayResult result =
        replay(config, events, {command_line.mode, command_line.speed, command_line.bad_lines},
               {*launcher, log, clock, *http, &scripts, machine.ports()}, stop);
    const ExitCode printed = print_report(for_programs ? report_to_programs(config, result)
                                                       : report_to_people(config, result, command_line.mode));
    return result.problem ? complain(*result.problem) : printed;
}

}  // namespace

ExitCode replay_events(const CommandLine& command_line) {
    const std::unique_ptr<TerminationSignals> signals = make_termination_signals();
    const std::unique_ptr<Environment> environment = make_environment();
    const std::optional<Config> config = load_config_or_complain(command_line.config, *environment);
    if (!config) {
        return ExitCode::UsageOrConfiguration;
    }
    Result<EventInput> input = EventInput::open(command_line.events);
    if (!input) {
        return complain(input.error().message());
    }
    std::stop_source stop;
    if (const Result<void> listening = signals->listen([stop] { stop.request_stop(); }, [] {}); !listening) {
        return complain(listening.error().message());
    }
    EventReader events(std::move(input).value());
    return replay_with(*config, events, command_line, *environment, stop.get_token());
}

}  // namespace wee
