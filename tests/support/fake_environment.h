#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "os/environment.h"

namespace wee {

/// Surroundings as the test says: no variables and the home "/home/tester" at first. Names are
/// case-sensitive. Set it up before other threads read it.
class FakeEnvironment final : public Environment {
public:
    FakeEnvironment() = default;
    explicit FakeEnvironment(std::map<std::string, std::string, std::less<>> variables)
        : variables_(std::move(variables)) {}

    void set(std::string name, std::string value) {
        variables_.insert_or_assign(std::move(name), std::move(value));
    }
    void unset(const std::string& name) { variables_.erase(name); }
    void set_home(std::optional<std::string> home) { home_ = std::move(home); }

    [[nodiscard]] std::optional<std::string> variable(std::string_view name) const override {
        const auto found = variables_.find(name);
        return found == variables_.end() ? std::nullopt : std::optional(found->second);
    }
    [[nodiscard]] std::optional<std::string> home_directory() const override { return home_; }

private:
    std::map<std::string, std::string, std::less<>> variables_;
    std::optional<std::string> home_ = "/home/tester";
};

}  // namespace wee
