#include "app/run_command.h"

#include <cstdio>
#include <string>

#include "app/backends.h"
#include "app/config_watch.h"
#include "app/load_config.h"
#include "app/machine_backends.h"
#include "app/report_findings.h"
#include "app/wishes.h"
#include "engine/engine.h"
#include "script/script_service.h"

namespace wee {
namespace {

/// Errors go to standard error where people read them, and into the log where programs do.
void report_at_start(const LoadedConfig& loaded, LogFormat format, Log& log) {
    for (const Diagnostic& finding : loaded.diagnostics) {
        if (finding.severity == Severity::Error && format == LogFormat::Text) {
            std::fprintf(stderr, "%s\n", format_diagnostic(finding).c_str());
        } else {
            log_finding(finding, log);
        }
    }
}

/// The engine from its start to its end, with the reloads between.
class EngineRun {
public:
    EngineRun(const CommandLine& command_line, const Environment& environment, SourceFactory& sources,
              Engine& engine, Wishes& wishes, Log& log)
        : command_line_(command_line),
          environment_(environment),
          engine_(engine),
          wishes_(wishes),
          log_(log),
          watch_(sources, log, [&wishes] { wishes.configuration_changed(); }) {}

    Result<void> run() {
        watch_configuration();  // before the start, which may take long
        if (Result<void> started = engine_.start(wishes_.stop_token()); !started) {
            return started;
        }
        while (wishes_.wait() == Wishes::Wish::Reload) {
            reload();
        }
        return {};
    }

private:
    void watch_configuration() {
        if (command_line_.watch_configuration) {
            watch_.watch(config_places(command_line_.config));
        }
    }

    /// A configuration with an error changes nothing.
    void reload() {
        watch_configuration();  // before reading: what changes from here on is noticed
        LoadedConfig loaded = load_config(command_line_.config, environment_);
        log_findings(loaded, log_);
        if (!loaded.config) {
            log_.error("config_reload_failed",
                       "the configuration cannot be used, so the one before stays in force; mend what is "
                       "named above and it is read again");
            return;
        }
        log_.set_level(command_line_.log_level.value_or(loaded.config->engine.log_level));
        engine_.reload(*std::move(loaded.config), wishes_.stop_token());
    }

    const CommandLine& command_line_;
    const Environment& environment_;
    Engine& engine_;
    Wishes& wishes_;
    Log& log_;
    ConfigWatch watch_;
};

ExitCode run_until_stopped(EngineRun& run, Engine& engine, Wishes& wishes, TerminationSignals& signals,
                           Log& log) {
    Result<void> result = signals.listen([&wishes] { wishes.stop(); }, [&wishes] { wishes.reload(); });
    if (result) {
        result = run.run();
    }
    if (!result) {
        log.error("engine_failed", result.error().message());
    }
    engine.stop();
    return result ? ExitCode::Fine : ExitCode::FailedWhileRunning;
}

}  // namespace

ExitCode run_engine(const CommandLine& command_line) {
    const SystemClock clock;
    Wishes wishes(clock);  // outlives the signals' thread
    const std::unique_ptr<TerminationSignals> signals = make_termination_signals();
    const std::unique_ptr<Environment> environment = make_environment();
    LoadedConfig loaded = load_config(command_line.config, *environment);
    const LogLevel configured = loaded.config ? loaded.config->engine.log_level : LogLevel::Info;
    const std::unique_ptr<Log> log =
        make_stdout_log(command_line.log_level.value_or(configured), command_line.log_format);
    report_at_start(loaded, command_line.log_format, *log);
    if (!loaded.config) {
        return ExitCode::UsageOrConfiguration;
    }
    log->info("config_loaded", describe_configuration(loaded, Command::Run));
    const std::unique_ptr<ProcessLauncher> launcher = make_process_launcher();
    const std::unique_ptr<HttpClient> http = make_http_client(*environment);
    const std::unique_ptr<SourceFactory> sources = make_source_factory(*log, clock, *environment);
    const std::unique_ptr<ScriptHostStarter> starter = make_script_host_starter();
    ScriptService scripts({*starter, *launcher, *log, clock, *environment, *http});
    const MachineBackends machine(*environment);
    Engine engine(*std::move(loaded.config), command_line.mode,
                  {*sources, *launcher, *log, clock, *http, &scripts, machine.ports()});
    EngineRun run(command_line, *environment, *sources, engine, wishes, *log);
    return run_until_stopped(run, engine, wishes, *signals, *log);
}

}  // namespace wee
