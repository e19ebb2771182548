#include "config/registry_root.h"

#include "config/registry_pattern.h"

namespace wee {

std::optional<std::string> registry_root_problem(std::string_view root) {
    if (root == "dconf") {
        return std::nullopt;
    }
    if (has_registry_root(std::string(root) + '\\')) {
        return "this is a root of the Windows registry, which Linux does not have; write root = \"dconf\" "
               "with a "
               "path such as \"/org/gnome/desktop/\", or enabled = false for this source";
    }
    return "there is no such root; on Linux write root = \"dconf\"";
}

}  // namespace wee
