#pragma once

#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <string>
#include <system_error>
#include <vector>

#include "sources/files/tree_scope.h"

namespace wee {

/// What tells one file from every other, whatever it is called.
struct FileIdentity {
    std::uint64_t device = 0;
    std::uint64_t number = 0;  ///< The inode; Windows: the file id.
    std::uint64_t born_at =
        0;  ///< Nanoseconds. 0: the file system does not tell, and numbers are used again.
};

enum class EntryType { File, Directory };

/// What a directory says of one of its entries. Files are all that is no directory.
struct DirectoryEntry {
    std::string name;
    EntryType type = EntryType::File;
    bool is_link = false;  ///< It was reached through a symbolic link.
    FileIdentity identity;
    std::uint64_t size = 0;
    std::int64_t modified_at = 0;  ///< Nanoseconds. Set when the content changes, kept by a rename.
};

/// Reads directories. Port. A call may take as long as the file system that it asks: a network drive whose
/// server is gone may not answer for minutes. Any thread.
class DirectoryLister {
public:
    virtual ~DirectoryLister() = default;

    /// What the path leads to; links are followed. `name` stays empty.
    virtual std::error_code look_at(const std::string& path, DirectoryEntry& entry) const = 0;
    /// Replaces `entries` by those of the directory, without itself and its parent, in any order. An entry
    /// that is gone before it was looked at is left out. `operation_canceled` after a request to stop.
    virtual std::error_code list(const std::string& path, SymbolicLinks links, const std::stop_token& stop,
                                 std::vector<DirectoryEntry>& entries) const = 0;
};

}  // namespace wee
