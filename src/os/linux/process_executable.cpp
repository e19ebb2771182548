#include "os/linux/process_executable.h"

#include <limits.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <string_view>

namespace wee {
namespace {

std::string name_of_process(const std::string& directory) {
    std::string name;
    std::getline(std::ifstream(directory + "/comm"), name);
    return name;
}

}  // namespace

std::string process_executable(std::uint32_t pid) {
    constexpr std::string_view kDeleted = " (deleted)";  // replaced while it runs, as by an upgrade
    const std::string directory = "/proc/" + std::to_string(pid);
    std::array<char, PATH_MAX + kDeleted.size()> target{};
    const ssize_t length = ::readlink((directory + "/exe").c_str(), target.data(), target.size());
    if (length <= 0) {
        return name_of_process(directory);
    }
    std::string path(target.data(), static_cast<std::size_t>(length));
    if (path.ends_with(kDeleted)) {
        path.resize(path.size() - kDeleted.size());
    }
    return path;
}

}  // namespace wee
