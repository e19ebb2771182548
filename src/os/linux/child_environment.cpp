#include "os/linux/child_environment.h"

#include <unistd.h>

#include <algorithm>

#include "os/linux/run_marker.h"

namespace wee {
namespace {

std::string_view name_of(std::string_view variable) {
    return variable.substr(0, variable.find('='));
}

}  // namespace

ChildEnvironment::ChildEnvironment(const std::vector<std::pair<std::string, std::string>>& additions,
                                   const std::vector<std::string>& removals, std::string_view marker) {
    added_.reserve(additions.size() + 1);
    add(kRunMarkerName, marker);
    for (auto addition = additions.rbegin(); addition != additions.rend(); ++addition) {
        if (!is_added(addition->first)) {
            add(addition->first, addition->second);
        }
    }
    for (std::string& variable : added_) {
        block_.push_back(variable.data());
    }
    for (char** variable = environ; variable != nullptr && *variable != nullptr; ++variable) {
        const std::string_view name = name_of(*variable);
        if (!is_added(name) && std::ranges::find(removals, name) == removals.end()) {
            block_.push_back(*variable);
        }
    }
    block_.push_back(nullptr);
}

std::string_view ChildEnvironment::variable(std::string_view name) const {
    for (const char* variable : block_) {
        const std::string_view text = variable != nullptr ? variable : "";
        if (text.size() > name.size() && name_of(text) == name) {
            return text.substr(name.size() + 1);
        }
    }
    return {};
}

void ChildEnvironment::add(std::string_view name, std::string_view value) {
    added_.emplace_back(name).append("=").append(value);
}

bool ChildEnvironment::is_added(std::string_view name) const {
    return std::any_of(added_.begin(), added_.end(),
                       [name](const std::string& variable) { return name_of(variable) == name; });
}

}  // namespace wee
