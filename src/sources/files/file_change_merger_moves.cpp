#include <utility>

#include "base/path_text.h"
#include "sources/files/file_change_merger.h"
#include "sources/files/save_names.h"

// The half of FileChangeMerger that is about files with a new name.

namespace wee {

void FileChangeMerger::renamed(const std::string& old_path, const std::string& new_path, Target target,
                               FileType type) {
    make_room();
    if (const PendingFile* const file = files_.find(old_path); file != nullptr && !file->moved_from.empty()) {
        report_put_aside(*files_.find(file->moved_from));
    }
    const bool replaces = free_place(new_path, target);
    PendingFile* const file = files_.find(old_path);
    const bool is_believed = file == nullptr || file->is_believed;
    if (is_believed && type == FileType::File &&
        is_backup_of(path_file_name(new_path), path_file_name(old_path))) {
        put_aside(old_path, new_path, replaces);
        return;
    }
    if (is_believed) {
        reports_.renamed(old_path, new_path, type);
    }
    if (file != nullptr) {
        report_under_new_name(files_.rename(old_path, new_path), replaces);
    } else if (replaces && type == FileType::File) {
        modified(new_path);
    }
}

/// Forgets what waits under the path, since something else comes there. True when the rules know a file of it.
bool FileChangeMerger::free_place(const std::string& path, Target target) {
    PendingFile* const file = files_.find(path);
    if (file == nullptr) {
        return target == Target::Replaced;
    }
    end_putting_aside(*file);
    end_putting_aside_of(path);
    const bool is_believed = file->is_believed;
    files_.remove(path);
    return is_believed;
}

/// The file has its new name already; who believes in it was told so.
void FileChangeMerger::report_under_new_name(PendingFile& file, bool replaces) {
    const bool was_believed = file.is_believed;
    file.is_believed = was_believed || replaces;
    file.is_changed = file.is_changed || replaces;
    if (timing_.delays()) {
        changed(file);
    } else if (!was_believed || replaces) {
        report(file);
    } else {
        wait(file);
    }
}

/// A file gets the name of its own backup: it may be about to be written anew.
void FileChangeMerger::put_aside(const std::string& old_path, const std::string& new_path, bool replaces) {
    PendingFile* const known = files_.find(old_path);
    PendingFile& file = known != nullptr ? *known : add(old_path, true, FileType::File);
    PendingFile& backup = add(new_path, replaces, FileType::File);
    backup.is_changed = file.is_changed || replaces;
    backup.moved_from = old_path;
    file.moved_to = new_path;
    file.exists = false;
    file.is_changed = false;
    file.last = clock_.steady_now();
    wait(file);
}

/// Nothing took its place: it was a plain renaming.
void FileChangeMerger::report_put_aside(PendingFile& file) {
    PendingFile& backup = *files_.find(file.moved_to);
    reports_.renamed(file.path, backup.path);
    files_.remove(file.path);
    backup.moved_from.clear();
    backup.is_believed = true;
    if (!backup.is_changed) {
        files_.remove(backup.path);
    } else if (timing_.delays()) {
        changed(backup);
    } else {
        report(backup);
    }
}

/// Its place was taken: the backup is a file of its own.
void FileChangeMerger::end_putting_aside(PendingFile& file) {
    if (!file.moved_to.empty()) {
        PendingFile& backup = *files_.find(std::exchange(file.moved_to, {}));
        backup.moved_from.clear();
        changed(backup);
    }
}

/// The backup is gone: that which was put aside has been deleted.
void FileChangeMerger::end_putting_aside_of(const std::string& path) {
    if (PendingFile* const backup = files_.find(path); backup != nullptr && !backup->moved_from.empty()) {
        files_.find(std::exchange(backup->moved_from, {}))->moved_to.clear();
    }
}

}  // namespace wee
