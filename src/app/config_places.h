#pragma once

#include <string>
#include <vector>

#include "app/command_line.h"

namespace wee {

/// A directory entry that a configuration depends on.
struct ConfigPlace {
    std::string directory;  ///< Absolute and without links.
    std::string name;       ///< Empty: every `*.toml` of the directory.

    /// Whether a change of `file_name` in the directory is one of the configuration.
    [[nodiscard]] bool concerns(const std::string& file_name) const;
    friend bool operator==(const ConfigPlace&, const ConfigPlace&) = default;
};

/// Every place where a change may give another configuration: the files, and all links on the way to them.
/// Looks at the disk; what is not there yet is a place as well.
std::vector<ConfigPlace> config_places(const ConfigLocation& location);

}  // namespace wee
