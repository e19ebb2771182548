#include "app/test_command.h"

#include <cstdio>
#include <memory>
#include <optional>
#include <string>

#include "app/backends.h"
#include "app/load_config.h"
#include "app/report_log.h"
#include "app/test_report.h"
#include "engine/rule_fixture.h"
#include "engine/rule_generation.h"
#include "script/script_service.h"

namespace wee {
namespace {

void print(const std::string& text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
}

ExitCode run_tests(const Config& config, const Environment& environment, OutputFormat format) {
    ReportLog log(LogLevel::Off, LogFormat::Text, ReportLog::Flush::WhenFull);
    const std::unique_ptr<ProcessLauncher> launcher = make_process_launcher();
    const std::unique_ptr<HttpClient> http = make_http_client(environment);
    const SystemClock clock;
    const std::unique_ptr<ScriptHostStarter> starter = make_script_host_starter();
    ScriptService scripts({*starter, *launcher, log, clock, environment, *http});
    const RuleGeneration generation = make_rule_generation(config, {log, *launcher, *http, &scripts});
    std::size_t passed = 0;
    for (const TestConfig& test : config.tests) {
        const FixtureOutcome outcome = try_fixture(test, generation);
        passed += outcome.passed() ? 1 : 0;
        print(format == OutputFormat::Json ? test_to_programs(test, outcome) : test_to_people(test, outcome));
    }
    if (format == OutputFormat::Text) {
        if (config.tests.empty()) {
            print("there is no test in the configuration; add a [[tests]] table\n");
        }
        print(std::to_string(passed) + " passed, " + std::to_string(config.tests.size() - passed) +
              " failed\n");
    }
    return passed == config.tests.size() ? ExitCode::Fine : ExitCode::FailedWhileRunning;
}

}  // namespace

ExitCode test_rules(const CommandLine& command_line) {
    const std::unique_ptr<Environment> environment = make_environment();
    const std::optional<Config> config = load_config_or_complain(command_line.config, *environment);
    return config ? run_tests(*config, *environment, command_line.output_format)
                  : ExitCode::UsageOrConfiguration;
}

}  // namespace wee
