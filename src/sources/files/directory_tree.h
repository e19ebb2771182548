#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sources/files/name_set.h"

namespace wee {

/// Names one directory of a DirectoryTree, and never another one later: a stale id is just not in the tree.
struct DirectoryId {
    std::uint32_t slot = 0;
    std::uint32_t generation = 0;  ///< 0: no directory.
    friend bool operator==(const DirectoryId&, const DirectoryId&) = default;
};

/// What the backend calls a watched directory: an inotify watch, or any number. Unique in a tree.
using WatchId = int;
inline constexpr WatchId kNoWatch = -1;

/// What a file watcher knows of the disk: every watched directory and the names of the known files in it.
/// Knowing makes reports exact: what is known is not created, what is not known is not deleted. Portable;
/// asks no file system. Not synchronised. REQUIRES, everywhere: ids that are in the tree.
class DirectoryTree {
public:
    using Children = std::map<std::string, DirectoryId, std::less<>>;

    /// Roots have a whole path; overlapping ones are the caller's business.
    DirectoryId add_root(std::string path, WatchId watch);
    /// REQUIRES: no child of that name.
    DirectoryId add_child(DirectoryId parent, std::string_view name, WatchId watch);
    /// Everything below comes along. REQUIRES: not a root; no child of that name; not into itself.
    void move(DirectoryId directory, DirectoryId new_parent, std::string_view new_name);
    /// The directory and all below it.
    void remove(DirectoryId directory);

    [[nodiscard]] bool contains(DirectoryId directory) const;
    [[nodiscard]] bool is_root(DirectoryId directory) const { return at(directory).parent == DirectoryId{}; }
    /// The nearest directory above, or no directory for a root.
    [[nodiscard]] DirectoryId parent(DirectoryId directory) const { return at(directory).parent; }
    /// Of a root: its whole path.
    [[nodiscard]] const std::string& name(DirectoryId directory) const { return at(directory).name; }
    [[nodiscard]] std::string path(DirectoryId directory) const;
    [[nodiscard]] std::string path_of(DirectoryId directory, std::string_view file_name) const;
    [[nodiscard]] std::optional<DirectoryId> child(DirectoryId parent, std::string_view name) const;
    [[nodiscard]] const Children& children(DirectoryId directory) const { return at(directory).children; }
    /// The directory and all below it, every one before those below it.
    [[nodiscard]] std::vector<DirectoryId> subtree(DirectoryId directory) const;
    [[nodiscard]] std::vector<DirectoryId> roots() const;

    [[nodiscard]] WatchId watch(DirectoryId directory) const { return at(directory).watch; }
    [[nodiscard]] std::optional<DirectoryId> find_watch(WatchId watch) const;

    [[nodiscard]] NameSet& files(DirectoryId directory) { return at(directory).files; }
    [[nodiscard]] const NameSet& files(DirectoryId directory) const { return at(directory).files; }

    /// A directory is watched for all its files, or (a root that is a file) for some names only.
    void watch_only(DirectoryId directory, std::string_view name);
    void watch_all(DirectoryId directory) { at(directory).only.reset(); }
    [[nodiscard]] bool watches_all(DirectoryId directory) const { return !at(directory).only.has_value(); }
    [[nodiscard]] bool watches(DirectoryId directory, std::string_view name) const;
    /// The names of a directory that is watched for some only.
    [[nodiscard]] std::vector<std::string> watched_names(DirectoryId directory) const;

    /// The user named this directory, which another root contains too: its depth is 0.
    void set_named(DirectoryId directory) { at(directory).is_named = true; }
    /// How many steps below a root or a named directory it is.
    [[nodiscard]] std::uint32_t depth(DirectoryId directory) const;
    /// Whether the directory is the ancestor or lies in it.
    [[nodiscard]] bool is_in(DirectoryId directory, DirectoryId ancestor) const;

private:
    struct Node {
        std::string name;  // of a root: its path
        DirectoryId parent;
        WatchId watch = kNoWatch;
        std::uint32_t generation = 0;  // of its id; even: the slot is free
        Children children;
        NameSet files;
        std::optional<std::vector<std::string>> only;
        bool is_named = false;
    };

    DirectoryId add(std::string name, DirectoryId parent, WatchId watch);
    void release(DirectoryId directory);
    void append_path(DirectoryId directory, std::string& path) const;
    [[nodiscard]] Node& at(DirectoryId directory);
    [[nodiscard]] const Node& at(DirectoryId directory) const;

    std::vector<Node> nodes_;
    std::vector<std::uint32_t> free_slots_;
    std::unordered_map<WatchId, DirectoryId> by_watch_;
};

}  // namespace wee
