#include "sources/files/file_change_merger.h"

#include <algorithm>

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

}  // namespace wee
