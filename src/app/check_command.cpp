#include "app/check_command.h"

#include <algorithm>
#include <cstdio>

#include "app/backends.h"
#include "app/load_config.h"

namespace wee {
namespace {

std::string count_of(std::size_t count, const std::string& singular) {
    return std::to_string(count) + " " + singular + (count == 1 ? "" : "s");
}

void print_for_people(const LoadedConfig& loaded) {
    if (loaded.config || !loaded.files.empty()) {
        std::printf("%s\n", describe_configuration(loaded, Command::Check).c_str());
    }
    for (const Diagnostic& finding : loaded.diagnostics) {
        std::printf("%s\n", format_diagnostic(finding).c_str());
    }
    const auto errors = static_cast<std::size_t>(
        std::ranges::count(loaded.diagnostics, Severity::Error, &Diagnostic::severity));
    const std::string findings =
        count_of(errors, "error") + ", " + count_of(loaded.diagnostics.size() - errors, "warning");
    if (loaded.config) {
        std::printf("the configuration is valid: %s, %s (%s)\n",
                    count_of(loaded.config->sources.size(), "source").c_str(),
                    count_of(loaded.config->rules.size(), "rule").c_str(), findings.c_str());
    } else {
        std::printf("the configuration cannot be used: %s\n", findings.c_str());
    }
}

}  // namespace

ExitCode check_config(const CommandLine& command_line) {
    const std::unique_ptr<Environment> environment = make_environment();
    const LoadedConfig loaded = load_config(command_line.config, *environment);
    if (command_line.output_format == OutputFormat::Json) {
        std::printf("%s\n", diagnostics_to_json(loaded.diagnostics).c_str());
    } else {
        print_for_people(loaded);
    }
    return loaded.config ? ExitCode::Fine : ExitCode::UsageOrConfiguration;
}

}  // namespace wee
