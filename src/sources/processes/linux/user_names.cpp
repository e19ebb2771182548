#include "sources/processes/linux/user_names.h"

#include <pwd.h>

#include <array>

namespace wee {
namespace {

constexpr std::size_t kMostNames = 4096;

std::string look_up(uid_t user) {
    passwd entry{};
    passwd* found = nullptr;
    std::array<char, 4096> buffer{};
    if (::getpwuid_r(user, &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr) {
        return found->pw_name;
    }
    return std::to_string(user);
}

}  // namespace

const std::string& UserNames::name_of(uid_t user) {
    const auto known = names_.find(user);
    if (known != names_.end()) {
        return known->second;
    }
    if (names_.size() >= kMostNames) {
        names_.clear();
    }
    return names_.emplace(user, look_up(user)).first->second;
}

}  // namespace wee
