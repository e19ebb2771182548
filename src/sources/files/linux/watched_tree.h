#pragma once

#include <sys/inotify.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "sources/files/directory_tree.h"
#include "sources/files/file_tracker.h"
#include "sources/files/file_watcher_options.h"
#include "sources/files/linux/directory_reader.h"
#include "sources/files/linux/inotify_queue.h"
#include "sources/files/linux/polled_places.h"
#include "sources/files/linux/watch_problems.h"
#include "sources/files/scan_progress.h"
#include "sources/files/tree_scope.h"

namespace wee {

/// Keeps the directory tree in line with the disk: watches directories and scans them, always in this order,
/// so that a file is found by the scan or announced by the watch (if by both, the tracker reports it once).
///
/// The kernel's records tell the past, the disk the present, and a path may lead to another directory by now.
/// So each path is asked again: the kernel gives the same watch for the same directory. Not synchronised.
class WatchedTree {
public:
    static constexpr std::uint32_t kMask = IN_CREATE | IN_DELETE | IN_MODIFY | IN_ATTRIB | IN_CLOSE_WRITE |
                                           IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF |
                                           IN_ONLYDIR | IN_EXCL_UNLINK;
    static constexpr std::size_t kEntriesPerLook = 1024;

    /// All must outlive the object. `must_end` is asked before each directory of a scan and
    /// every kEntriesPerLook entries within.
    WatchedTree(InotifyQueue& queue, DirectoryTree& tree, FileTracker& tracker, WatchProblems& problems,
                PolledPlaces& places, ScanProgress& progress, TreeScope scope,
                std::function<bool()> must_end);

    /// Watches a root, unless a directory of the tree is it already. The watch, or a negative errno.
    WatchId attach_directory(const std::string& path, Arrival arrival);
    /// The same for one file of a directory.
    WatchId attach_file(const std::string& directory, const std::string& name, Arrival arrival);
    /// The watch of the directory that this root path leads to now, or a negative errno.
    WatchId watch_root(const std::string& path) { return queue_.add_watch(path, kMask); }

    void subdirectory_appeared(DirectoryId parent, const std::string& name, Arrival arrival);
    void subdirectory_vanished(DirectoryId parent, const std::string& name);
    void subdirectory_moved(DirectoryId from, const std::string& old_name, DirectoryId to,
                            const std::string& new_name);
    /// Reports what is known in it as deleted and ends watching it.
    void directory_gone(DirectoryId directory);

    /// Whether directories in this one are watched too.
    [[nodiscard]] bool goes_below(DirectoryId directory) const {
        return tree_.watches_all(directory) && tree_.depth(directory) < scope_.max_depth;
    }
    /// Whether this name, which is no directory, is a link that is taken for one, now or until now.
    [[nodiscard]] bool is_followed_link(DirectoryId directory, std::string_view name) const;
    /// Something was mounted on this path, or unmounted from it: looks at what is there now.
    void mount_changed(const std::string& path);

    /// Brings all that is known in line with the disk. Files changed after `since` count as modified.
    void rescan(WallTime since);

private:
    struct Scan {
        DirectoryId directory;
        Arrival arrival;
    };

    [[nodiscard]] WatchId watch_child(const std::string& path) {
        return queue_.add_watch(path,
                                scope_.links == SymbolicLinks::AreFollowed ? kMask : kMask | IN_DONT_FOLLOW);
    }
    void find_child(DirectoryId parent, const std::string& name, Arrival arrival);
    void poll_child(DirectoryId parent, const std::string& name, Arrival arrival);
    void find_linked_child();
    void place(DirectoryId parent, const std::string& name, WatchId watch, Arrival arrival);
    void place_unwatched(DirectoryId parent, const std::string& name, Arrival arrival);
    [[nodiscard]] bool is_settled(WatchId watch, DirectoryId parent, const std::string& name);
    [[nodiscard]] bool is_still_at(DirectoryId directory, const std::string& path);
    void move(DirectoryId directory, DirectoryId parent, const std::string& name);

    void cut_to_depth(DirectoryId directory);
    /// Asked now and then in the midst of a scan.
    [[nodiscard]] bool must_end() const {
        progress_.report_due();
        return must_end_();
    }
    [[nodiscard]] DirectoryReader open(DirectoryId directory) const;
    [[nodiscard]] bool leads_to_directory(const DirectoryReader& entry) const {
        return entry.is_directory() ||
               (scope_.links == SymbolicLinks::AreFollowed && entry.is_link_to_directory());
    }
    void run_scans();
    void scan(const Scan& scan);
    void found_directory(const Scan& scan, const std::string& name);
    struct Listing;
    void rescan_directory(DirectoryId directory, WallTime since, std::vector<DirectoryId>& remaining);
    void rescan_file(DirectoryId directory, const DirectoryReader& entry, WallTime since);
    void remove_missing(DirectoryId directory, const Listing& listing);
    void rescan_subdirectories(DirectoryId directory, const Listing& listing,
                               std::vector<DirectoryId>& remaining);

    InotifyQueue& queue_;
    DirectoryTree& tree_;
    FileTracker& tracker_;
    WatchProblems& problems_;
    PolledPlaces& places_;
    ScanProgress& progress_;
    const TreeScope scope_;
    const std::function<bool()> must_end_;
    struct LinkedChild {
        DirectoryId parent;
        std::string name;
        Arrival arrival;
    };
    std::vector<Scan> scans_;                   // to be done before the public call returns
    std::vector<LinkedChild> linked_children_;  // the same, after all that need no link
};

}  // namespace wee
