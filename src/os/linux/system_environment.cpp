#include "os/linux/system_environment.h"

#include <pwd.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

namespace wee {
namespace {

std::string without_trailing_separator(std::string path) {
    while (path.size() > 1 && path.ends_with('/')) {
        path.pop_back();
    }
    return path;
}

class SystemEnvironment final : public Environment {
public:
    [[nodiscard]] std::optional<std::string> variable(std::string_view name) const override {
        const char* value = std::getenv(std::string(name).c_str());
        return value != nullptr ? std::optional<std::string>(value) : std::nullopt;
    }

    [[nodiscard]] std::optional<std::string> home_directory() const override {
        if (auto home = variable("HOME"); home && !home->empty()) {
            return without_trailing_separator(std::move(*home));
        }
        passwd entry{};
        passwd* found = nullptr;
        std::array<char, 16 * 1024> text{};
        ::getpwuid_r(::getuid(), &entry, text.data(), text.size(), &found);
        return found != nullptr ? std::optional(without_trailing_separator(found->pw_dir)) : std::nullopt;
    }
};

}  // namespace

std::unique_ptr<Environment> make_environment() {
    return std::make_unique<SystemEnvironment>();
}

}  // namespace wee
