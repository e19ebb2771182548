#pragma once

#include <string>
#include <vector>

namespace wee {

/// One place in the settings registry.
struct RegistryKey {
    std::string root;  ///< As written: "dconf", or "HKLM" and the like.
    std::string path;
    bool watch_tree = false;  ///< All below it too.
};

/// What a registry monitor is to report, as the configuration says it.
struct RegistryMonitorOptions {
    std::string name;
    std::vector<RegistryKey> keys{};
};

}  // namespace wee
