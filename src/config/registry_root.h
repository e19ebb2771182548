#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace wee {

/// Why this system's registry has no such root, and what to write; nothing: it has.
std::optional<std::string> registry_root_problem(std::string_view root);

}  // namespace wee
