#include "sources/files/linux/watched_tree.h"

#include <sys/stat.h>

#include <cerrno>
#include <utility>

namespace wee {

WatchedTree::WatchedTree(InotifyQueue& queue, DirectoryTree& tree, FileTracker& tracker,
                         WatchProblems& problems, PolledPlaces& places, ScanProgress& progress,
                         TreeScope scope, std::function<bool()> must_end)
    : queue_(queue),
      tree_(tree),
      tracker_(tracker),
      problems_(problems),
      places_(places),
      progress_(progress),
      scope_(scope),
      must_end_(std::move(must_end)) {}

WatchId WatchedTree::attach_directory(const std::string& path, Arrival arrival) {
    const WatchId watch = watch_root(path);
    if (watch < 0) {
        problems_.add(path, -watch);
        problems_.report();
        return watch;
    }
    const std::optional<DirectoryId> known = tree_.find_watch(watch);
    if (!known) {
        scans_.push_back({tree_.add_root(path, watch), arrival});
    } else if (!tree_.watches_all(*known)) {
        tree_.watch_all(*known);
        scans_.push_back({*known, arrival});
    } else if (tree_.depth(*known) > 0) {
        tree_.set_named(*known);
        scans_.push_back({*known, arrival});
    }
    run_scans();
    return watch;
}

WatchId WatchedTree::attach_file(const std::string& directory, const std::string& name, Arrival arrival) {
    const WatchId watch = watch_root(directory);
    if (watch < 0) {
        problems_.add(directory, -watch);
        problems_.report();
        return watch;
    }
    std::optional<DirectoryId> known = tree_.find_watch(watch);
    if (known && tree_.watches_all(*known)) {
        return watch;
    }
    if (!known) {
        known = tree_.add_root(directory, watch);
    }
    tree_.watch_only(*known, name);
    struct stat status {};
    if (lstat(tree_.path_of(*known, name).c_str(), &status) == 0) {
        const bool has_content = arrival == Arrival::Created && status.st_size > 0;
        tracker_.appeared(*known, name, has_content ? Arrival::CreatedWithContent : arrival);
    }
    return watch;
}

void WatchedTree::subdirectory_appeared(DirectoryId parent, const std::string& name, Arrival arrival) {
    find_child(parent, name, arrival);
    run_scans();
}

void WatchedTree::subdirectory_vanished(DirectoryId parent, const std::string& name) {
    const std::optional<DirectoryId> known = tree_.child(parent, name);
    if (!known) {
        places_.remove(tree_.path_of(parent, name));
        return;
    }
    const WatchId watch = watch_child(tree_.path_of(parent, name));
    if (watch >= 0) {
        place(parent, name, watch,
              Arrival::Created);  // another of that name is there by now, or still this one
    } else {
        directory_gone(*known);
    }
    run_scans();
}

void WatchedTree::subdirectory_moved(DirectoryId from, const std::string& old_name, DirectoryId to,
                                     const std::string& new_name) {
    const std::optional<DirectoryId> known = tree_.child(from, old_name);
    if (!known) {
        places_.remove(tree_.path_of(from, old_name));
        subdirectory_appeared(to, new_name, Arrival::Moved);
        return;
    }
    const WatchId watch = watch_child(tree_.path_of(to, new_name));
    if ((watch >= 0 && watch != tree_.watch(*known)) || tree_.is_in(to, *known) || !goes_below(to) ||
        !tracker_.filter().enters(tree_, to, new_name)) {
        // What is there now is another directory: this record is about one that has moved on meanwhile.
        subdirectory_vanished(from, old_name);
        if (tree_.contains(to)) {
            subdirectory_appeared(to, new_name, Arrival::Moved);
        }
        return;
    }
    move(*known, to, new_name);
    run_scans();
}

void WatchedTree::directory_gone(DirectoryId directory) {
    if (!places_.empty()) {
        places_.remove_all_in(tree_.path(directory));
    }
    for (const WatchId watch : tracker_.directory_vanished(directory)) {
        queue_.remove_watch(watch);
    }
}

// Makes the child what the disk says. A directory that is not there (any more) changes nothing: a record will
// tell.
void WatchedTree::find_child(DirectoryId parent, const std::string& name, Arrival arrival) {
    if (!goes_below(parent) || !tracker_.filter().enters(tree_, parent, name)) {
        return;
    }
    const std::string path = tree_.path_of(parent, name);
    if (!places_.reason_for_child(path).empty()) {
        poll_child(parent, name, arrival);
        return;
    }
    const WatchId watch = watch_child(path);
    if (watch >= 0) {
        places_.remove(path);
        place(parent, name, watch, arrival);
        return;
    }
    const std::optional<DirectoryId> known = tree_.child(parent, name);
    const bool is_new_problem = !known || tree_.watch(*known) != kNoWatch;
    if (watch == -ENOSPC && places_.is_allowed()) {
        poll_child(parent, name, arrival);
    } else if (watch == -ENOSPC && is_new_problem) {
        problems_.add(path, ENOSPC);
        place_unwatched(parent, name, arrival);
    } else if (is_new_problem) {
        problems_.add(path, -watch);
    }
}

void WatchedTree::poll_child(DirectoryId parent, const std::string& name, Arrival arrival) {
    if (const std::optional<DirectoryId> known = tree_.child(parent, name)) {
        directory_gone(*known);
    }
    const std::string path = tree_.path_of(parent, name);
    if (places_.add(path, PolledRootKind::Found, arrival) && places_.reason_for_child(path).empty()) {
        problems_.add(path, ENOSPC);
    }
}

void WatchedTree::place(DirectoryId parent, const std::string& name, WatchId watch, Arrival arrival) {
    if (const std::optional<DirectoryId> known = tree_.child(parent, name)) {
        if (tree_.watch(*known) == watch) {
            return;
        }
        directory_gone(*known);
    }
    if (is_settled(watch, parent, name)) {
        return;
    }
    scans_.push_back({tracker_.directory_appeared(parent, name, watch, arrival), arrival});
}

// The limit is reached: the directory stays in the tree, so that those below it are found and counted as
// well.
void WatchedTree::place_unwatched(DirectoryId parent, const std::string& name, Arrival arrival) {
    if (const std::optional<DirectoryId> known = tree_.child(parent, name)) {
        directory_gone(*known);
    }
    scans_.push_back({tracker_.directory_appeared(parent, name, kNoWatch, arrival), arrival});
}

// True when the tree has this directory in another place and needs no second node for it: it is one and the
// same (roots that overlap, bind mounts), or it has moved here, which is then done.
bool WatchedTree::is_settled(WatchId watch, DirectoryId parent, const std::string& name) {
    const std::optional<DirectoryId> elsewhere = tree_.find_watch(watch);
    if (!elsewhere) {
        return false;
    }
    if (tree_.is_in(parent, *elsewhere)) {
        return true;
    }
    if (!tree_.watches_all(*elsewhere)) {
        tree_.remove(*elsewhere);  // its one file is found again by the scan of the whole
        return false;
    }
    if (is_still_at(*elsewhere, tree_.path(*elsewhere))) {
        return true;
    }
    if (tree_.is_root(*elsewhere)) {
        directory_gone(*elsewhere);
        find_child(parent, name, Arrival::Moved);
    } else {
        move(*elsewhere, parent, name);
    }
    return true;
}

void WatchedTree::move(DirectoryId directory, DirectoryId parent, const std::string& name) {
    const std::optional<DirectoryId> replaced = tree_.child(parent, name);
    if (replaced == directory) {
        return;
    }
    if (replaced) {
        directory_gone(*replaced);
    }
    const bool had_polled = !places_.empty() && places_.remove_all_in(tree_.path(directory)) > 0;
    tracker_.directory_moved(directory, parent, name);
    const bool is_limited = scope_.max_depth != 0 && scope_.max_depth != TreeScope::kNoLimit;
    if (is_limited) {
        cut_to_depth(directory);
    }
    if (tracker_.filter().asks_for_path() || is_limited || had_polled) {
        for (const DirectoryId each : tree_.subtree(directory)) {
            scans_.push_back({each, Arrival::Moved});
        }
    }
}

// What lies too deep in its new place is not watched any more.
void WatchedTree::cut_to_depth(DirectoryId directory) {
    for (const DirectoryId each : tree_.subtree(directory)) {
        if (tree_.contains(each) && tree_.depth(each) > scope_.max_depth) {
            directory_gone(each);
        }
    }
}

DirectoryReader WatchedTree::open(DirectoryId directory) const {
    const bool follows = tree_.is_root(directory) || scope_.links == SymbolicLinks::AreFollowed;
    return {tree_.path(directory), follows ? LastLink::Follow : LastLink::Refuse};
}

void WatchedTree::run_scans() {
    while (!(scans_.empty() && linked_children_.empty()) && !must_end()) {
        if (scans_.empty()) {
            find_linked_child();
            continue;
        }
        const Scan next = scans_.back();
        scans_.pop_back();
        if (tree_.contains(next.directory)) {
            scan(next);
        }
    }
    scans_.clear();
    linked_children_.clear();
    problems_.report();
}

void WatchedTree::find_linked_child() {
    const LinkedChild next = std::move(linked_children_.back());
    linked_children_.pop_back();
    if (tree_.contains(next.parent)) {
        find_child(next.parent, next.name, next.arrival);
    }
}

void WatchedTree::found_directory(const Scan& scan, const std::string& name) {
    if (goes_below(scan.directory)) {
        find_child(scan.directory, name, scan.arrival);
    } else {
        tracker_.appeared(scan.directory, FileTracker::not_entered(name), scan.arrival);
    }
}

void WatchedTree::scan(const Scan& scan) {
    DirectoryReader entry = open(scan.directory);
    if (entry.error() != 0) {
        problems_.add(tree_.path(scan.directory), entry.error());
    }
    progress_.count_directory();
    const bool is_watched = tree_.watch(scan.directory) != kNoWatch;
    for (std::size_t entries = 1; entry.next() && tree_.contains(scan.directory); ++entries) {
        if (entries % kEntriesPerLook == 0 && must_end()) {
            return;
        }
        if (entry.is_directory()) {
            found_directory(scan, std::string(entry.name()));
        } else if (leads_to_directory(entry) && goes_below(scan.directory)) {
            linked_children_.push_back({scan.directory, std::string(entry.name()), scan.arrival});
        } else if (is_watched) {
            progress_.count_file();
            const bool has_content = scan.arrival == Arrival::Created && entry.has_content();
            tracker_.appeared(scan.directory, entry.name(),
                              has_content ? Arrival::CreatedWithContent : scan.arrival);
        }
    }
}

}  // namespace wee
