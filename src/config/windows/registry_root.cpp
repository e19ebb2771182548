#include "config/registry_root.h"

#include "config/registry_pattern.h"

namespace wee {

std::optional<std::string> registry_root_problem(std::string_view root) {
    if (root == "dconf") {
        return "these are the settings of Linux desktops, which Windows does not have; write root = \"HKCU\" "
               "with "
               "a path such as 'Software\\Example', or enabled = false for this source";
    }
    if (has_registry_root(std::string(root) + '\\')) {
        return std::nullopt;
    }
    return "there is no such root; write HKLM, HKCU, HKCR, HKU or HKCC";
}

}  // namespace wee
