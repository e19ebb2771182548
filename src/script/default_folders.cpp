#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>

#include "script/script_service.h"

namespace wee {
namespace {

/// The line of the user's folders that names the documents: XDG_DOCUMENTS_DIR="$HOME/Papers".
std::string documents_of(std::istream& user_folders, const std::string& home) {
    constexpr std::string_view kKey = "XDG_DOCUMENTS_DIR=\"";
    constexpr std::string_view kHome = "$HOME";
    for (std::string line; std::getline(user_folders, line);) {
        const std::size_t end = line.rfind('"');
        if (!line.starts_with(kKey) || end < kKey.size()) {
            continue;
        }
        const std::string folder = line.substr(kKey.size(), end - kKey.size());
        return folder.starts_with(kHome) ? home + folder.substr(kHome.size()) : folder;
    }
    return home + "/Documents";
}

std::string documents_folder(const Environment& environment, const std::string& home) {
    const std::string config = environment.variable("XDG_CONFIG_HOME").value_or(home + "/.config");
    std::ifstream user_folders(config + "/user-dirs.dirs");
    std::string folder = documents_of(user_folders, home);
    return folder == home + "/" ? home + "/Documents" : folder;  // "$HOME/": the user has none
}

}  // namespace

std::vector<std::string> default_script_folders(const Environment& environment) {
    std::vector<std::string> folders;
    std::error_code failed;
    if (const auto working = std::filesystem::current_path(failed); !failed) {
        folders.push_back(working.string());
    }
    if (const auto temporary = std::filesystem::temp_directory_path(failed); !failed) {
        folders.push_back(temporary.string());
    }
    if (const auto home = environment.home_directory()) {
        folders.push_back(documents_folder(environment, *home));
    }
    return folders;
}

std::string default_state_directory(const Environment& environment) {
    const std::string home = environment.home_directory().value_or("");
    if (const auto local = environment.variable("LOCALAPPDATA"); local && !local->empty()) {
        return *local + "/wee/scripts";
    }
    const auto state = environment.variable("XDG_STATE_HOME");
    return (state && !state->empty() ? *state : home + "/.local/state") + "/wee/scripts";
}

}  // namespace wee
