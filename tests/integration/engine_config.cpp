#include "tests/integration/engine_config.h"

#include <filesystem>
#include <fstream>

namespace wee {

EngineConfig::EngineConfig() {
    std::filesystem::create_directory(watched());
}

std::string EngineConfig::write(const std::string& rules, const std::string& source_keys) const {
    std::ofstream(path("config.toml"))
        << "[[sources]]\nname = \"files\"\ntype = \"file_watcher\"\npaths = ['" << watched() << "']\n"
        << source_keys << "\n"
        << rules;
    return path("config.toml");
}

void EngineConfig::drop(const std::string& name, const std::string& content) const {
    std::ofstream(watched() + "/" + name) << content;
}

}  // namespace wee
