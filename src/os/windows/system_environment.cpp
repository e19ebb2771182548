#include "os/windows/system_environment.h"

#include <windows.h>

#include "os/windows/wide_text.h"

namespace wee {
namespace {

std::string without_trailing_separator(std::string path) {
    while (path.size() > 3 && (path.ends_with('\\') || path.ends_with('/'))) {  // "C:\" keeps its own
        path.pop_back();
    }
    return path;
}

class SystemEnvironment final : public Environment {
public:
    [[nodiscard]] std::optional<std::string> variable(std::string_view name) const override {
        const std::wstring wide_name = to_wide(name);
        std::wstring value(128, L'\0');
        while (true) {
            ::SetLastError(ERROR_SUCCESS);
            const DWORD length =
                ::GetEnvironmentVariableW(wide_name.c_str(), value.data(), static_cast<DWORD>(value.size()));
            if (length == 0 && ::GetLastError() != ERROR_SUCCESS) {
                return std::nullopt;
            }
            const bool fits = length < value.size();
            value.resize(length);  // without the final NUL when it fits, with it as the size needed when not
            if (fits) {
                return from_wide(value);
            }
        }
    }

    [[nodiscard]] std::optional<std::string> home_directory() const override {
        auto home = variable("USERPROFILE");
        if (!home || home->empty()) {
            return std::nullopt;
        }
        return without_trailing_separator(std::move(*home));
    }
};

}  // namespace

std::unique_ptr<Environment> make_environment() {
    return std::make_unique<SystemEnvironment>();
}

}  // namespace wee
