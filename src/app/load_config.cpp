#include "app/load_config.h"

#include <cstdio>
#include <utility>

#include "base/text.h"

namespace wee {

LoadedConfig load_config(const ConfigLocation& location, const Environment& environment) {
    if (!location.file.empty()) {
        return load_config_file(location.file, environment);
    }
    if (!location.directory.empty()) {
        return load_config_directory(location.directory, environment);
    }
    return load_default_config(environment);
}

std::optional<Config> load_config_or_complain(const ConfigLocation& location,
                                              const Environment& environment) {
    LoadedConfig loaded = load_config(location, environment);
    for (const Diagnostic& finding : loaded.diagnostics) {
        if (finding.severity == Severity::Error) {
            std::fprintf(stderr, "%s\n", format_diagnostic(finding).c_str());
        }
    }
    if (loaded.config && loaded.files.empty()) {
        std::fprintf(stderr, "%s\n", describe_configuration(loaded, Command::Explain).c_str());
    }
    return std::move(loaded.config);
}

std::string describe_configuration(const LoadedConfig& loaded, Command command) {
    if (loaded.files.empty()) {
        const std::string doing = command == Command::Check ? "checking"
                                  : command == Command::Run ? "running"
                                                            : "taking";
        return "no configuration found (./config.toml, ./config/*.toml): " + doing +
               " the built-in demo, which watches . for *.txt";
    }
    std::string line = "configuration: ";
    for (const std::string& file : loaded.files) {
        line += (&file == &loaded.files.front() ? "" : ", ") + to_display(file);
    }
    return line;
}

}  // namespace wee
