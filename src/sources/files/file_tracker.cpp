#include "sources/files/file_tracker.h"

#include <algorithm>
#include <string>
#include <utility>

#include "sources/files/save_names.h"

namespace wee {
namespace {

FileType type_of(std::string_view name) {
    return name.ends_with('/') ? FileType::Directory : FileType::File;
}

template <typename Text>
Text without_slash(Text text) {
    return text.ends_with('/') ? Text(text.substr(0, text.size() - 1)) : text;
}

}  // namespace

bool FileTracker::passes(DirectoryId directory, std::string_view name) const {
    if (type_of(name) == FileType::File) {
        return filter_.passes(tree_, directory, name);
    }
    return tree_.watches_all(directory) && filter_.enters(tree_, directory, without_slash(name)) &&
           reports_directory(directory, without_slash(name));
}

std::string FileTracker::path_of(DirectoryId directory, std::string_view name) const {
    return tree_.path_of(directory, without_slash(name));
}

void FileTracker::appeared(DirectoryId directory, std::string_view name, Arrival arrival) {
    if (!passes(directory, name) || !tree_.files(directory).insert(name) ||
        arrival == Arrival::KnownAtStart) {
        return;
    }
    const auto novelty =
        merger_.created(path_of(directory, name), arrival, kind_of_name(directory, name), type_of(name));
    if (arrival == Arrival::Opened || arrival == Arrival::Created) {
        modifications_.created(directory, name);
    } else if (arrival == Arrival::CreatedWithContent && novelty == FileChangeMerger::Novelty::New) {
        modifications_.written(directory, name);
    }
}

FileChangeMerger::NameIs FileTracker::kind_of_name(DirectoryId directory, std::string_view name) const {
    return may_be_temporary(name, tree_.files(directory)) ? FileChangeMerger::NameIs::Temporary
                                                          : FileChangeMerger::NameIs::Common;
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
        merger_.deleted(path_of(directory, name), type_of(name));
        modifications_.forget(directory, name);
        tree_.files(directory).erase(name);
    }
}

void FileTracker::moved(DirectoryId from, std::string_view old_name, DirectoryId to,
                        std::string_view new_name) {
    const bool was_known = tree_.files(from).erase(old_name);
    if (!passes(to, new_name)) {
        if (was_known) {
            modifications_.forget(from, old_name);
            merger_.deleted(path_of(from, old_name), type_of(old_name));
        }
        return;
    }
    modifications_.moved(from, old_name, to, new_name);
    const bool is_new = tree_.files(to).insert(new_name);
    if (was_known) {
        const auto target = is_new ? FileChangeMerger::Target::Free : FileChangeMerger::Target::Replaced;
        merger_.renamed(path_of(from, old_name), path_of(to, new_name), target, type_of(new_name));
    } else if (is_new) {
        merger_.created(path_of(to, new_name), Arrival::Moved, kind_of_name(to, new_name), type_of(new_name));
    } else if (type_of(new_name) == FileType::File) {
        // An editor's atomic save: a file that is not reported takes the place of one that is.
        merger_.modified(tree_.path_of(to, new_name));
    }
}

void FileTracker::written(DirectoryId directory, std::string_view name) {
    if (knows(directory, name)) {
        modifications_.written(directory, name);
        if (merger_.wants_writes()) {
            merger_.written(tree_.path_of(directory, name));
        }
    }
}

void FileTracker::touched(DirectoryId directory, std::string_view name) {
    if (knows(directory, name)) {
        modifications_.touched(directory, name);
    }
}

void FileTracker::closed(DirectoryId directory, std::string_view name) {
    if (!knows(directory, name)) {
        return;
    }
    const bool is_modified = modifications_.closed(directory, name);
    if (is_modified || merger_.wants_closes()) {
        merger_.closed(tree_.path_of(directory, name),
                       is_modified ? FileChangeMerger::Content::Changed : FileChangeMerger::Content::Same);
    }
}

void FileTracker::changed_unseen(DirectoryId directory, std::string_view name) {
    if (knows(directory, name) && type_of(name) == FileType::File) {
        modifications_.forget(directory, name);
        merger_.modified(tree_.path_of(directory, name));
    }
}

DirectoryId FileTracker::directory_appeared(DirectoryId parent, std::string_view name, WatchId watch,
                                            Arrival arrival) {
    if (arrival != Arrival::KnownAtStart && reports_directory(parent, name)) {
        merger_.created(tree_.path_of(parent, name), arrival, FileChangeMerger::NameIs::Common,
                        FileType::Directory);
    }
    return tree_.add_child(parent, name, watch);
}

void FileTracker::directory_moved(DirectoryId directory, DirectoryId new_parent, std::string_view new_name) {
    struct Before {
        std::string path;
        bool was_reported;
    };
    std::vector<Before> before;
    const std::vector<DirectoryId> subtree = tree_.subtree(directory);
    before.reserve(subtree.size());
    for (const DirectoryId each : subtree) {
        before.push_back({tree_.path(each), reports_directory(tree_.parent(each), tree_.name(each))});
    }
    tree_.move(directory, new_parent, new_name);
    for (std::size_t index = 0; index < subtree.size(); ++index) {
        const DirectoryId each = subtree[index];
        report_moved_directory(each, before[index].path, before[index].was_reported);
        const std::vector<std::string_view> views = tree_.files(each).names();
        for (const std::string& name : std::vector<std::string>(views.begin(), views.end())) {
            report_moved_file(each, name, before[index].path + "/" + name);
        }
    }
}

void FileTracker::report_moved_directory(DirectoryId directory, const std::string& old_path,
                                         bool was_reported) {
    const bool is_reported = reports_directory(tree_.parent(directory), tree_.name(directory));
    if (was_reported && is_reported) {
        merger_.renamed(old_path, tree_.path(directory), FileChangeMerger::Target::Free, FileType::Directory);
    } else if (was_reported) {
        merger_.deleted(old_path, FileType::Directory);
    } else if (is_reported) {
        merger_.created(tree_.path(directory), Arrival::Moved, FileChangeMerger::NameIs::Common,
                        FileType::Directory);
    }
}

void FileTracker::report_moved_file(DirectoryId directory, std::string_view name,
                                    const std::string& old_path) {
    if (passes(directory, name)) {
        merger_.renamed(without_slash(old_path), path_of(directory, name), FileChangeMerger::Target::Free,
                        type_of(name));
        return;
    }
    tree_.files(directory).erase(name);
    modifications_.forget(directory, name);
    merger_.deleted(without_slash(old_path), type_of(name));
}

std::vector<WatchId> FileTracker::directory_vanished(DirectoryId directory) {
    std::vector<WatchId> watches;
    std::vector<DirectoryId> subtree = tree_.subtree(directory);
    std::ranges::reverse(subtree);  // what is within goes first
    for (const DirectoryId each : subtree) {
        report_vanished_files(each);
        if (!tree_.is_root(each) && reports_directory(tree_.parent(each), tree_.name(each))) {
            merger_.deleted(tree_.path(each), FileType::Directory);
        }
        if (tree_.watch(each) != kNoWatch) {
            watches.push_back(tree_.watch(each));
        }
    }
    tree_.remove(directory);
    return watches;
}

void FileTracker::report_vanished_files(DirectoryId directory) {
    for (const std::string_view name : tree_.files(directory).names()) {
        modifications_.forget(directory, name);
        merger_.deleted(path_of(directory, name), type_of(name));
    }
}

std::optional<SteadyTime> FileTracker::next_deadline() const {
    const std::optional<SteadyTime> modification = modifications_.next_deadline();
    const std::optional<SteadyTime> report = merger_.next_deadline();
    return modification && report ? std::min(*modification, *report) : (report ? report : modification);
}

void FileTracker::report_due() {
    report_grown(modifications_.take_due());
    merger_.report_due();
}

std::size_t FileTracker::report_all() {
    report_grown(modifications_.take_all());
    return merger_.report_all();
}

void FileTracker::report_grown(const std::vector<FileKey>& files) {
    for (const FileKey& file : files) {
        if (tree_.contains(file.directory) && knows(file.directory, file.name)) {
            merger_.grown(tree_.path_of(file.directory, file.name));
        }
    }
}

}  // namespace wee
