#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sources/files/directory_tree.h"
#include "sources/files/linux/inotify_queue.h"
#include "sources/files/linux/watch_problems.h"

namespace wee {

/// Watches the directories above the roots, so that a root's coming and going is seen. Not synchronised.
class RootAncestors {
public:
    /// Missing: any part of the path may come into being. Present: it can go from its parent's hands, or a
    /// directory above it is renamed; other files that come and go above it wake nobody up.
    enum class RootState { Missing, Present };

    /// All must outlive the object.
    RootAncestors(InotifyQueue& queue, const DirectoryTree& tree, WatchProblems& problems)
        : queue_(queue), tree_(tree), problems_(problems) {}

    /// Watches those of the directories above that exist now (the caller then looks at the root itself);
    /// replaces what was watched for this root before. `own_watch`: the root's own directory in the tree, if
    /// it has one. False when the limit of watches left one out, so that not all changes will be seen.
    bool watch(std::size_t root, const std::string& path, RootState state, WatchId own_watch);

    /// The root's comings and goings are seen by other means.
    void stop_watching(std::size_t root) { release_unused(forget(root)); }

    /// The roots that a record may be about, sorted.
    [[nodiscard]] std::vector<std::size_t> concerned(WatchId watch, std::uint32_t mask,
                                                     std::string_view name);

private:
    struct Interest {
        std::size_t root;
        std::string name;  // the next part of the root's path
        std::uint32_t mask;
    };

    bool add(const std::string& ancestor, Interest interest);
    std::vector<WatchId> forget(std::size_t root);
    void release_unused(const std::vector<WatchId>& watches);
    [[nodiscard]] std::uint32_t mask_of(WatchId watch) const;

    InotifyQueue& queue_;
    const DirectoryTree& tree_;
    WatchProblems& problems_;
    std::unordered_map<WatchId, std::vector<Interest>> interests_;
};

}  // namespace wee
