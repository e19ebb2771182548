#include "app/run_command.h"

#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <stop_token>
#include <string>

#include "app/backends.h"
#include "app/load_config.h"
#include "engine/engine.h"

namespace wee {
namespace {

void wait_for_stop(const std::stop_token& stop) {
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any().wait(lock, stop, [] { return false; });
}

/// `format_diagnostic` without the severity, which the log line has already.
std::string located_message(const Diagnostic& finding) {
    std::string text = finding.file + ':';
    if (finding.line > 0) {
        text += std::to_string(finding.line) + ':';
    }
    if (finding.line > 0 && finding.column > 0) {
        text += std::to_string(finding.column) + ':';
    }
    return text + ' ' + finding.message;
}

/// Warnings go into the log; errors do so where programs read it, and to standard error where people do.
void report_findings(const LoadedConfig& loaded, LogFormat format, Log& log) {
    for (const Diagnostic& finding : loaded.diagnostics) {
        const bool is_error = finding.severity == Severity::Error;
        if (is_error && format == LogFormat::Text) {
            std::fprintf(stderr, "%s\n", format_diagnostic(finding).c_str());
            continue;
        }
        log.write(is_error ? LogLevel::Error : LogLevel::Warning,
                  is_error ? "config_error" : "config_warning", located_message(finding),
                  {{"file", finding.file},
                   {"line", std::uint64_t{finding.line}},
                   {"column", std::uint64_t{finding.column}}});
    }
}

ExitCode run_until_stopped(Engine& engine, TerminationSignals& signals, Log& log) {
    std::stop_source stop;
    Result<void> started = signals.listen([stop] { stop.request_stop(); });
    if (started) {
        started = engine.start();
    }
    if (started) {
        wait_for_stop(stop.get_token());
    } else {
        log.error("engine_failed", started.error().message());
    }
    engine.stop();
    return started ? ExitCode::Fine : ExitCode::FailedWhileRunning;
}

}  // namespace

ExitCode run_engine(const CommandLine& command_line) {
    const std::unique_ptr<TerminationSignals> signals = make_termination_signals();
    const std::unique_ptr<Environment> environment = make_environment();
    const LoadedConfig loaded = load_config(command_line.config, *environment);
    const LogLevel configured = loaded.config ? loaded.config->engine.log_level : LogLevel::Info;
    const std::unique_ptr<Log> log =
        make_stdout_log(command_line.log_level.value_or(configured), command_line.log_format);
    report_findings(loaded, command_line.log_format, *log);
    if (!loaded.config) {
        return ExitCode::UsageOrConfiguration;
    }
    log->info("config_loaded", describe_configuration(loaded, Command::Run));
    const SystemClock clock;
    const std::unique_ptr<ProcessLauncher> launcher = make_process_launcher();
    const std::unique_ptr<SourceFactory> sources = make_source_factory(*log, clock, *environment);
    Engine engine(*loaded.config, command_line.mode, {*sources, *launcher, *log, clock});
    return run_until_stopped(engine, *signals, *log);
}

}  // namespace wee
