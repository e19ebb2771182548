#include <sys/stat.h>

#include <string>
#include <vector>

#include "sources/files/linux/watched_tree.h"

// The half of WatchedTree that compares all that is known with the disk.

namespace wee {

/// What one directory holds now.
struct WatchedTree::Listing {
    NameSet files;
    NameSet subdirectories;
};

void WatchedTree::rescan(WallTime since) {
    std::vector<DirectoryId> remaining = tree_.roots();
    while (!remaining.empty() && !must_end_()) {
        const DirectoryId next = remaining.back();
        remaining.pop_back();
        if (tree_.contains(next) && tree_.watch(next) != kNoWatch) {
            rescan_directory(next, since, remaining);
        }
    }
    run_scans();
}

void WatchedTree::rescan_directory(DirectoryId directory, WallTime since,
                                   std::vector<DirectoryId>& remaining) {
    DirectoryReader entry = open(directory);
    if (entry.error() != 0) {
        problems_.add(tree_.path(directory), entry.error());
        return;
    }
    Listing listing;
    for (std::size_t entries = 1; entry.next(); ++entries) {
        if (entries % kEntriesPerLook == 0 && must_end_()) {
            return;  // what was not listed yet is not missing
        }
        if (leads_to_directory(entry)) {
            listing.subdirectories.insert(entry.name());
            if (!goes_below(directory)) {
                listing.files.insert(FileTracker::not_entered(entry.name()));
                tracker_.appeared(directory, FileTracker::not_entered(entry.name()), Arrival::Created);
            }
        } else {
            listing.files.insert(entry.name());
            rescan_file(directory, entry, since);
        }
    }
    remove_missing(directory, listing);
    if (goes_below(directory)) {
        rescan_subdirectories(directory, listing, remaining);
    }
}

void WatchedTree::rescan_file(DirectoryId directory, const DirectoryReader& entry, WallTime since) {
    if (!tree_.files(directory).contains(entry.name())) {
        tracker_.appeared(directory, entry.name(),
                          entry.has_content() ? Arrival::CreatedWithContent : Arrival::Created);
    } else if (const std::optional<WallTime> changed_at = entry.changed_at();
               changed_at && *changed_at > since) {
        tracker_.changed_unseen(directory, entry.name());
    }
}

void WatchedTree::remove_missing(DirectoryId directory, const Listing& listing) {
    const std::vector<std::string_view> known = tree_.files(directory).names();
    for (const std::string& name : std::vector<std::string>(known.begin(), known.end())) {
        if (!listing.files.contains(name)) {
            tracker_.vanished(directory, name);
        }
    }
}

void WatchedTree::rescan_subdirectories(DirectoryId directory, const Listing& listing,
                                        std::vector<DirectoryId>& remaining) {
    for (const auto& [name, child] : DirectoryTree::Children(tree_.children(directory))) {
        if (!listing.subdirectories.contains(name)) {
            subdirectory_vanished(directory, name);
        }
    }
    for (const std::string_view view : listing.subdirectories.names()) {
        const std::string name(view);
        find_child(directory, name, Arrival::Created);
        // Known at this place or moved here from another: what happened within is still unseen.
        if (const std::optional<DirectoryId> child = tree_.child(directory, name)) {
            remaining.push_back(*child);
        }
    }
}

bool WatchedTree::is_still_at(DirectoryId directory, const std::string& path) {
    const WatchId watch = tree_.is_root(directory) ? watch_root(path) : watch_child(path);
    return watch == tree_.watch(directory);
}

bool WatchedTree::is_followed_link(DirectoryId directory, std::string_view name) const {
    if (scope_.links == SymbolicLinks::AreFiles || !goes_below(directory)) {
        return false;
    }
    const std::string path = tree_.path_of(directory, name);
    struct stat target {};
    return tree_.child(directory, name).has_value() ||
           (!tree_.files(directory).contains(name) && stat(path.c_str(), &target) == 0 &&
            S_ISDIR(target.st_mode));
}

void WatchedTree::mount_changed(const std::string& path) {
    for (const DirectoryId root : tree_.roots()) {
        const std::string below = directory_prefix(tree_.path(root));
        if (!path.starts_with(below)) {
            continue;
        }
        std::optional<DirectoryId> directory = root;
        std::string_view rest = std::string_view(path).substr(below.size());
        for (std::size_t slash = rest.find('/'); directory && slash != std::string_view::npos;
             slash = rest.find('/')) {
            directory = tree_.child(*directory, rest.substr(0, slash));
            rest.remove_prefix(slash + 1);
        }
        if (directory) {
            find_child(*directory, std::string(rest), Arrival::Created);
            run_scans();
        }
    }
}

}  // namespace wee
