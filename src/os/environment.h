#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace wee {

/// What the engine may know of its surroundings: environment variables and the user's folders. Port; the
/// machine's is `make_environment` of the platform's backend, tests use FakeEnvironment. Any thread.
class Environment {
public:
    virtual ~Environment() = default;
    /// The variable, or nothing when it is not set. Names ignore case on Windows.
    [[nodiscard]] virtual std::optional<std::string> variable(std::string_view name) const = 0;
    /// The user's home folder without a trailing separator, or nothing when the system knows none.
    [[nodiscard]] virtual std::optional<std::string> home_directory() const = 0;
};

}  // namespace wee
