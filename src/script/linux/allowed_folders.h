#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "os/linux/file_descriptor.h"

namespace wee {

/// Opens paths below some folders and nothing else, by openat2's RESOLVE_BENEATH: the kernel itself sees to it
/// that neither `..` nor a link leads out, at the moment of opening. Any thread.
class AllowedFolders {
public:
    explicit AllowedFolders(const std::vector<std::string>& folders);

    /// What `flags` (of open) say. An error when the path is elsewhere or cannot be opened; `missing` is set
    /// where that is because there is nothing.
    Result<FileDescriptor> open(const std::string& path, std::uint64_t flags, bool* missing = nullptr) const;

    /// The folder that the path is in, opened, and its name there. An error for a folder that is itself one
    /// of the allowed ones.
    struct Place {
        FileDescriptor folder;
        std::string name;
    };
    Result<Place> place_of(const std::string& path) const;

    /// The allowed folder that the path is below, opened, and the rest of the path: "" for the folder itself.
    struct Below {
        FileDescriptor folder;
        std::string rest;
    };
    Result<std::vector<Below>> below(const std::string& path) const;

private:
    [[nodiscard]] std::string names_of_folders() const;

    struct Folder {
        std::string path;  ///< Absolute, as text, without a separator at its end but for "/".
    };
    std::vector<Folder> folders_;  // longest first
    std::vector<std::string> shown_;
};

/// openat2 below the folder; -1 with errno set.
int open_beneath(int folder, const std::string& rest, std::uint64_t flags);

/// The sentence for an errno of this path.
Error file_failure(const std::string& path, int error);

}  // namespace wee
