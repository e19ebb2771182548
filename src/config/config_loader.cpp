#include "config/config_loader.h"

#include "config/config_assembler.h"
#include "config/demo_config.h"
#include "config/file_access.h"

namespace wee {

LoadedConfig load_config_file(const std::string& path, const Environment& environment) {
    ConfigAssembler assembler(path, environment);
    assembler.add_file(path);
    return assembler.finish();
}

LoadedConfig load_config_directory(const std::string& path, const Environment& environment) {
    Result<std::vector<std::string>> files = list_config_files(path);
    if (files && files.value().empty()) {
        files = Error("there is no *.toml file in this directory");
    }
    if (!files) {
        LoadedConfig failed;
        failed.diagnostics.push_back({Severity::Error, path, 0, 0, files.error().message()});
        return failed;
    }
    ConfigAssembler assembler(path, environment);
    for (const std::string& file : files.value()) {
        assembler.add_file(file);
    }
    return assembler.finish();
}

LoadedConfig load_config_text(std::string_view text, const std::string& file_name,
                              const Environment& environment) {
    ConfigAssembler assembler(file_name, environment);
    assembler.add_text(text, file_name);
    return assembler.finish();
}

LoadedConfig load_default_config(const Environment& environment) {
    if (path_exists("config.toml")) {
        return load_config_file("config.toml", environment);
    }
    const Result<std::vector<std::string>> files = list_config_files("config");
    if (files && !files.value().empty()) {
        return load_config_directory("config", environment);
    }
    return load_config_text(kDemoConfig, kDemoConfigName, environment);
}

}  // namespace wee
