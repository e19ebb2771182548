#include "tests/integration/engine_config.h"

#include <filesystem>
#include <fstream>
#include <thread>

namespace wee {

EngineConfig::EngineConfig() {
    std::filesystem::create_directory(watched());
}

std::string EngineConfig::write(const std::string& rules, const std::string& source_keys,
                                const std::string& other_directory) const {
    std::ofstream(path("config.toml")) << "[[sources]]\nname = \"files\"\ntype = \"file_watcher\"\npaths = ['"
                                       << (other_directory.empty() ? watched() : other_directory) << "']\n"
                                       << source_keys << "\n"
                                       << rules;
    return path("config.toml");
}

void EngineConfig::drop(const std::string& name, const std::string& content) const {
    std::ofstream(watched() + "/" + name) << content;
}

bool EngineConfig::wait_for_file(const std::string& name, std::chrono::seconds patience) const {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (!std::filesystem::exists(path(name))) {
        if (std::chrono::steady_clock::now() > deadline) {
            return false;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return true;
}

}  // namespace wee
