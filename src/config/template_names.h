#pragma once

#include <map>
#include <string>
#include <vector>

#include "config/findings.h"

namespace wee {

/// Secrets by name, and where each is used first.
using UsedSecrets = std::map<std::string, Position, std::less<>>;

/// A request that an action sends, for what can be said of it only when [engine] is known.
struct HttpUse {
    Position position;                  ///< Of the URL.
    std::string host;                   ///< "https://example.com" where no template stands in it, else empty.
    bool is_host_from_outside = false;  ///< Named by the event, or by what an action before answered.
};

/// What the templates of an action may name besides the event, and what comes to light while they are read.
struct TemplateNames {
    std::vector<std::string> steps{};  ///< The actions before it that have a name.
    UsedSecrets secrets{};             ///< Filled while templates are read.
    std::vector<HttpUse> http_uses{};  ///< Filled likewise.
};

}  // namespace wee
