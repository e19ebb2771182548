#pragma once

#include <set>
#include <string>
#include <string_view>

#include "sources/files/file_poller.h"
#include "sources/files/linux/mount_table.h"

namespace wee {

/// What the paths of all that lies in the directory begin with.
inline std::string directory_prefix(const std::string& directory) {
    return directory.ends_with('/') ? directory : directory + '/';
}

/// The parts of what is watched that inotify cannot see into: the poller has them. Not synchronised.
class PolledPlaces {
public:
    /// Both must outlive the object. `poller`: null where polling is not wanted, and nothing is polled.
    PolledPlaces(FilePoller* poller, const MountTable& mounts) : poller_(poller), mounts_(mounts) {}

    [[nodiscard]] bool is_allowed() const { return poller_ != nullptr; }
    /// Why a root must be polled although it could be watched; empty where it need not.
    [[nodiscard]] std::string_view reason_for_root(const std::string& path) const;
    [[nodiscard]] std::string_view reason_for_child(const std::string& path) const {
        return is_allowed() ? mounts_.reason_to_poll_mount(path) : std::string_view();
    }

    /// False when it is polled already. REQUIRES: it is allowed.
    bool add(const std::string& path, PolledRootKind kind, Arrival arrival) {
        const bool is_new = places_.insert(path).second;
        if (is_new) {
            poller_->add(path, kind, arrival);
        }
        return is_new;
    }
    /// What was known there is reported as gone, unless it was not polled.
    void remove(const std::string& path) {
        if (places_.erase(path) > 0) {
            poller_->remove(path);
        }
    }
    /// The place itself and all below it; the number of them.
    std::size_t remove_all_in(const std::string& path) {
        const std::size_t before = places_.size();
        remove(path);
        const std::string below = directory_prefix(path);
        for (auto next = places_.lower_bound(below); next != places_.end() && next->starts_with(below);) {
            poller_->remove(*next);
            next = places_.erase(next);
        }
        return before - places_.size();
    }
    [[nodiscard]] bool empty() const { return places_.empty(); }
    [[nodiscard]] std::size_t size() const { return places_.size(); }

private:
    FilePoller* poller_;
    const MountTable& mounts_;
    std::set<std::string> places_;
};

}  // namespace wee
