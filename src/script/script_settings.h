#pragma once

#include <string>
#include <vector>

namespace wee {

/// `[scripts]`: what scripts may do beyond reckoning.
struct ScriptSettings {
    /// Folders below which they may use files, besides the working directory, the temporary directory and the
    /// documents folder. Absolute.
    std::vector<std::string> allow_paths{};
    /// Programs that they may start, by the very name or path that the script gives; "*" stands for all.
    std::vector<std::string> allow_exec{};
    std::string state_directory{};  ///< Where store.set keeps its values; empty: the system's usual place.

    friend bool operator==(const ScriptSettings&, const ScriptSettings&) = default;
};

}  // namespace wee
