#include "sources/file_change_merger.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "base/path_text.h"
#include "sources/save_names.h"

namespace wee {

FileChangeMerger::Novelty FileChangeMerger::created(const std::string& path, Arrival arrival, NameIs name,
                                                    FileType type) {
    make_room();
    if (PendingFile* const known = files_.find(path)) {
        return came_back(*known, arrival, type);
    }
    if (type == FileType::Directory || (!timing_.delays() && name == NameIs::Common)) {
        reports_.created(path, type);
        return Novelty::New;
    }
    PendingFile& file = add(path, false, type);
    file.writer = arrival == Arrival::Opened ? Writer::Creating : Writer::Unknown;
    changed(file);
    return Novelty::New;
}

/// It was to be reported as deleted, or put aside: something new has taken its place.
FileChangeMerger::Novelty FileChangeMerger::came_back(PendingFile& file, Arrival arrival, FileType type) {
    if (file.exists) {
        return Novelty::New;
    }
    end_putting_aside(file);
    if (file.type == FileType::Directory || type == FileType::Directory) {
        changed_directory(file, type);
        return Novelty::New;
    }
    file.exists = true;
    file.is_changed = true;
    file.first = clock_.steady_now();
    file.writer = arrival == Arrival::Opened ? Writer::Creating : Writer::Unknown;
    if (!timing_.delays() && arrival == Arrival::Moved) {
        report(file);
    } else {
        changed(file);
    }
    return Novelty::Replacement;
}

/// A directory that came again is what it was; one in a file's place is another thing.
void FileChangeMerger::changed_directory(PendingFile& file, FileType new_type) {
    if (file.type != new_type) {
        reports_.deleted(file.path, file.type);
        reports_.created(file.path, new_type);
    }
    files_.remove(file.path);
}

void FileChangeMerger::written(const std::string& path) {
    if (!wants_writes()) {
        return;
    }
    make_room();
    PendingFile* const known = files_.find(path);
    PendingFile& file = known != nullptr ? *known : add(path, true, FileType::File);
    file.is_changed = true;
    file.writer = Writer::Open;
    file.last = clock_.steady_now();
    wait(file);
}

void FileChangeMerger::grown(const std::string& path) {
    if (!timing_.delays()) {
        modified(path);
    }
}

void FileChangeMerger::closed(const std::string& path, Content content) {
    if (content == Content::Changed) {
        modified_by(Writer::Closed, path);
        return;
    }
    PendingFile* const file = files_.find(path);
    if (file == nullptr) {
        return;
    }
    file->writer = Writer::Closed;
    if (is_replacement(*file)) {
        report(*file);
    } else if (timing_.delays()) {
        changed(*file);
    }
}

void FileChangeMerger::modified(const std::string& path) {
    modified_by(Writer::Unknown, path);
}

void FileChangeMerger::modified_by(Writer writer, const std::string& path) {
    make_room();
    PendingFile* file = files_.find(path);
    if (file == nullptr && !timing_.delays()) {
        reports_.modified(path);
        return;
    }
    if (file == nullptr) {
        file = &add(path, true, FileType::File);
    }
    file->is_changed = true;
    file->writer = writer;
    if (is_replacement(*file)) {
        report(*file);
    } else if (timing_.delays()) {
        changed(*file);
    }
}

void FileChangeMerger::deleted(const std::string& path, FileType type) {
    make_room();
    end_putting_aside_of(path);
    PendingFile* file = files_.find(path);
    if (file != nullptr && !file->is_believed) {
        files_.remove(path);  // nobody has heard of it
        return;
    }
    if (file == nullptr) {
        file = &add(path, true, type);
    }
    file->exists = false;
    file->is_changed = false;
    file->type = type;
    file->last = clock_.steady_now();
    wait(*file);
}

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

void FileChangeMerger::may_have_missed_changes() {
    for (const std::string& path : files_.paths()) {
        PendingFile& file = *files_.find(path);
        file.writer = Writer::Unknown;
        if (file.exists && file.moved_from.empty()) {
            changed(file);
        }
    }
}

void FileChangeMerger::report_due() {
    const SteadyTime now = clock_.steady_now();
    while (PendingFile* const file = files_.take_due(now)) {
        look_again(*file);
    }
}

/// Those that nobody has open: what is open waits without a time.
void FileChangeMerger::make_room() {
    while (files_.size() >= kMaximumWaiting) {
        PendingFile* const file = files_.take_due(SteadyTime::max());
        if (file == nullptr) {
            return;
        }
        report(*file);
    }
}

void FileChangeMerger::look_again(PendingFile& file) {
    if (due_time(file) > clock_.steady_now()) {
        files_.schedule(file, due_time(file));
    } else if (!file.exists || !timing_.settle || is_complete(file)) {
        report(file);
    }
}

std::size_t FileChangeMerger::report_all() {
    for (const std::string& path : files_.paths()) {
        PendingFile* const file = files_.find(path);
        if (file != nullptr && !file->exists) {
            report(*file);
        }
    }
    std::size_t incomplete = 0;
    for (const std::string& path : files_.paths()) {
        PendingFile& file = *files_.find(path);
        if (timing_.settle && has_open_writer(file, look_(path))) {
            ++incomplete;
        } else {
            report(file);
        }
    }
    return incomplete;
}

PendingFile& FileChangeMerger::add(const std::string& path, bool is_believed, FileType type) {
    PendingFile& file = files_.add(path);
    file.type = type;
    file.is_believed = is_believed;
    file.first = file.last = clock_.steady_now();
    return file;
}

void FileChangeMerger::changed(PendingFile& file) {
    file.last = clock_.steady_now();
    if (timing_.settle && file.exists) {
        file.look = look_(file.path);
    }
    wait(file);
}

void FileChangeMerger::wait(PendingFile& file) {
    if (file.moved_from.empty()) {
        files_.schedule(file, due_time(file));
    }
}

SteadyTime FileChangeMerger::due_time(const PendingFile& file) const {
    if (!file.exists || !timing_.delays()) {
        return file.last + kReplaceWait;
    }
    const SteadyTime settled = file.last + timing_.settle.value_or(std::chrono::milliseconds::zero());
    if (!timing_.debounce) {
        return settled;
    }
    const SteadyTime latest = file.first + kMaximumDebounces * *timing_.debounce;
    return std::max(settled, std::min(file.last + *timing_.debounce, latest));
}

/// Where nothing else delays reports: it only waits for its new content to be there.
bool FileChangeMerger::is_replacement(const PendingFile& file) const {
    return !timing_.delays() && file.exists && file.is_believed && file.is_changed && file.moved_from.empty();
}

/// A file that was just opened to be made looks like this; what is a link or has content was made otherwise.
bool FileChangeMerger::has_open_writer(const PendingFile& file, const std::optional<FileLook>& look) {
    const bool is_just_opened = file.writer == Writer::Creating && look && look->is_plain && look->size == 0;
    return file.writer == Writer::Open || is_just_opened;
}

/// Else it is looked at again: when its writer closes it, or after another settle time.
bool FileChangeMerger::is_complete(PendingFile& file) {
    const std::optional<FileLook> look = look_(file.path);
    if (has_open_writer(file, look)) {
        return false;
    }
    if (look && look == file.look) {
        return true;
    }
    file.look = look;
    file.last = clock_.steady_now();
    wait(file);
    return false;
}

void FileChangeMerger::report(PendingFile& file) {
    if (file.exists) {
        report_existing(file);
    } else if (!file.moved_to.empty()) {
        report_put_aside(file);
        return;
    } else {
        reports_.deleted(file.path, file.type);
    }
    files_.remove(file.path);
}

void FileChangeMerger::report_existing(PendingFile& file) {
    if (!file.is_believed) {
        reports_.created(file.path, file.type);
    }
    if (file.is_changed && (file.is_believed || !timing_.delays())) {
        reports_.modified(file.path);
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
