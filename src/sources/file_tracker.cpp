#include "sources/file_tracker.h"

#include <string>
#include <utility>

namespace wee {

void FileTracker::appeared(DirectoryId directory, std::string_view name, Arrival arrival) {
    if (!filter_.passes(tree_, directory, name) || !tree_.files(directory).insert(name) ||
        arrival == Arrival::KnownAtStart) {
        return;
    }
    reports_.created(tree_.path_of(directory, name));
    if (arrival == Arrival::Created) {
        modifications_.created(directory, name);
    } else if (arrival == Arrival::CreatedWithContent) {
        modifications_.written(directory, name);
    }
}

void FileTracker::moved_in(DirectoryId directory, std::string_view name) {
    if (knows(directory, name)) {
        changed_unseen(directory, name);
    } else {
        appeared(directory, name, Arrival::Moved);
    }
}

void FileTracker::vanished(DirectoryId directory, std::string_view name) {
    if (knows(directory, name)) {
        reports_.deleted(tree_.path_of(directory, name));
        modifications_.forget(directory, name);
        tree_.files(directory).erase(name);
    }
}

void FileTracker::moved(DirectoryId from, std::string_view old_name, DirectoryId to,
                        std::string_view new_name) {
    const bool was_known = tree_.files(from).erase(old_name);
    const bool passes = filter_.passes(tree_, to, new_name);
    if (!passes) {
        if (was_known) {
            modifications_.forget(from, old_name);
            reports_.deleted(tree_.path_of(from, old_name));
        }
        return;
    }
    modifications_.moved(from, old_name, to, new_name);
    const bool is_new = tree_.files(to).insert(new_name);
    if (was_known) {
        reports_.renamed(tree_.path_of(from, old_name), tree_.path_of(to, new_name));
    } else if (is_new) {
        reports_.created(tree_.path_of(to, new_name));
    } else {  // an editor's atomic save: a file that is not reported takes the place of one that is
        reports_.modified(tree_.path_of(to, new_name));
    }
}

void FileTracker::written(DirectoryId directory, std::string_view name) {
    if (knows(directory, name)) {
        modifications_.written(directory, name);
    }
}

void FileTracker::touched(DirectoryId directory, std::string_view name) {
    if (knows(directory, name)) {
        modifications_.touched(directory, name);
    }
}

void FileTracker::closed(DirectoryId directory, std::string_view name) {
    if (knows(directory, name) && modifications_.closed(directory, name)) {
        reports_.modified(tree_.path_of(directory, name));
    }
}

void FileTracker::changed_unseen(DirectoryId directory, std::string_view name) {
    if (knows(directory, name)) {
        modifications_.forget(directory, name);
        reports_.modified(tree_.path_of(directory, name));
    }
}

void FileTracker::directory_moved(DirectoryId directory, DirectoryId new_parent, std::string_view new_name) {
    std::vector<std::string> old_paths;
    const std::vector<DirectoryId> subtree = tree_.subtree(directory);
    old_paths.reserve(subtree.size());
    for (const DirectoryId each : subtree) {
        old_paths.push_back(tree_.path(each));
    }
    tree_.move(directory, new_parent, new_name);
    for (std::size_t index = 0; index < subtree.size(); ++index) {
        const std::vector<std::string_view> views = tree_.files(subtree[index]).names();
        for (const std::string& name : std::vector<std::string>(views.begin(), views.end())) {
            report_moved_file(subtree[index], name, old_paths[index] + "/" + name);
        }
    }
}

void FileTracker::report_moved_file(DirectoryId directory, std::string_view name, std::string old_path) {
    if (filter_.passes(tree_, directory, name)) {
        reports_.renamed(std::move(old_path), tree_.path_of(directory, name));
        return;
    }
    tree_.files(directory).erase(name);
    modifications_.forget(directory, name);
    reports_.deleted(std::move(old_path));
}

std::vector<WatchId> FileTracker::directory_vanished(DirectoryId directory) {
    std::vector<WatchId> watches;
    for (const DirectoryId each : tree_.subtree(directory)) {
        for (const std::string_view name : tree_.files(each).names()) {
            modifications_.forget(each, name);
            reports_.deleted(tree_.path_of(each, name));
        }
        if (tree_.watch(each) != kNoWatch) {
            watches.push_back(tree_.watch(each));
        }
    }
    tree_.remove(directory);
    return watches;
}

void FileTracker::report_modified(const std::vector<FileKey>& files) {
    for (const FileKey& file : files) {
        if (tree_.contains(file.directory) && knows(file.directory, file.name)) {
            reports_.modified(tree_.path_of(file.directory, file.name));
        }
    }
}

}  // namespace wee
