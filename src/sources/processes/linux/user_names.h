#pragma once

#include <sys/types.h>

#include <string>
#include <unordered_map>

namespace wee {

/// Users' names by their numbers. Each is asked for once, since a directory service may take its time; who
/// has none is called by the number. Not synchronised.
class UserNames {
public:
    /// Lives until the next call.
    const std::string& name_of(uid_t user);

private:
    std::unordered_map<uid_t, std::string> names_;
};

}  // namespace wee
