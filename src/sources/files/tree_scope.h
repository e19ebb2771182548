#pragma once

#include <cstdint>
#include <limits>

namespace wee {

/// What becomes of a symbolic link within a directory: it is the file that it is, or what it leads to (and a
/// file where it leads nowhere).
enum class SymbolicLinks { AreFiles, AreFollowed };

/// How far a file watcher goes below its roots.
struct TreeScope {
    static constexpr std::uint32_t kNoLimit = std::numeric_limits<std::uint32_t>::max();

    std::uint32_t max_depth = kNoLimit;  ///< 0: the roots' own files.
    SymbolicLinks links = SymbolicLinks::AreFiles;
};

}  // namespace wee
