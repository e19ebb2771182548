#include "sources/files/linux/root_ancestors.h"

#include <sys/inotify.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace wee {
namespace {

constexpr std::uint32_t kOwnMoves = IN_MOVE_SELF | IN_DELETE_SELF | IN_ONLYDIR;
constexpr std::uint32_t kNames = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO;
constexpr std::uint32_t kSelfRecords = IN_MOVE_SELF | IN_DELETE_SELF | IN_IGNORED | IN_UNMOUNT;

bool is_link(const std::string& path) {
    struct stat status {};
    return lstat(path.c_str(), &status) == 0 && S_ISLNK(status.st_mode);
}

}  // namespace

bool RootAncestors::watch(std::size_t root, const std::string& path, RootState state, WatchId own_watch) {
    const std::vector<WatchId> before = forget(root);
    bool is_complete = true;
    for (std::size_t slash = 0; slash != std::string::npos && slash + 1 < path.size();) {
        const std::string ancestor = path.substr(0, std::max<std::size_t>(slash, 1));
        const std::size_t next = path.find('/', slash + 1);
        const std::string name = path.substr(slash + 1, next - slash - 1);
        const bool needs_names =
            state == RootState::Missing || next == std::string::npos || is_link(path.substr(0, next));
        is_complete =
            add(ancestor, {root, name, needs_names ? kNames | kOwnMoves : kOwnMoves}) && is_complete;
        slash = next;
    }
    if (own_watch != kNoWatch) {
        interests_[own_watch].push_back({root, {}, kOwnMoves});
    }
    release_unused(before);
    return is_complete;
}

std::vector<std::size_t> RootAncestors::concerned(WatchId watch, std::uint32_t mask, std::string_view name) {
    std::vector<std::size_t> roots;
    const auto found = interests_.find(watch);
    if (found == interests_.end() || (mask & (kNames | kSelfRecords)) == 0) {
        return roots;
    }
    for (const Interest& interest : found->second) {
        if ((mask & kSelfRecords) != 0 || interest.name == name) {
            roots.push_back(interest.root);
        }
    }
    if ((mask & IN_IGNORED) != 0) {
        interests_.erase(found);
    }
    std::ranges::sort(roots);
    roots.erase(std::unique(roots.begin(), roots.end()), roots.end());
    return roots;
}

// First the watch itself, which may only grow by it; then exactly what all who share the watch need.
bool RootAncestors::add(const std::string& ancestor, Interest interest) {
    const WatchId watch = queue_.add_watch(ancestor, interest.mask | IN_MASK_ADD);
    if (watch < 0) {
        if (watch == -ENOSPC) {
            problems_.add(ancestor, ENOSPC);
        }
        return watch != -ENOSPC;
    }
    interests_[watch].push_back(std::move(interest));
    if (!tree_.find_watch(watch)) {
        queue_.add_watch(ancestor, mask_of(watch));
    }
    return true;
}

std::vector<WatchId> RootAncestors::forget(std::size_t root) {
    std::vector<WatchId> watches;
    for (auto entry = interests_.begin(); entry != interests_.end();) {
        if (std::erase_if(entry->second, [root](const Interest& each) { return each.root == root; }) > 0) {
            watches.push_back(entry->first);
        }
        entry = entry->second.empty() ? interests_.erase(entry) : std::next(entry);
    }
    return watches;
}

void RootAncestors::release_unused(const std::vector<WatchId>& watches) {
    for (const WatchId watch : watches) {
        if (!interests_.contains(watch) && !tree_.find_watch(watch)) {
            queue_.remove_watch(watch);
        }
    }
}

std::uint32_t RootAncestors::mask_of(WatchId watch) const {
    std::uint32_t mask = 0;
    for (const Interest& interest : interests_.at(watch)) {
        mask |= interest.mask;
    }
    return mask;
}

}  // namespace wee
