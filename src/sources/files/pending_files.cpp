#include "sources/files/pending_files.h"

#include <cassert>
#include <utility>

namespace wee {

PendingFile* PendingFiles::find(const std::string& path) {
    const auto found = files_.find(path);
    return found == files_.end() ? nullptr : &found->second.file;
}

PendingFile& PendingFiles::add(const std::string& path) {
    const auto [place, is_new] = files_.emplace(path, Slot{PendingFile{path}, schedule_.end()});
    assert(is_new);
    return place->second.file;
}

void PendingFiles::remove(const std::string& path) {
    const auto found = files_.find(path);
    assert(found != files_.end());
    unschedule(found->second.file);
    files_.erase(found);
}

PendingFile& PendingFiles::rename(const std::string& old_path, const std::string& new_path) {
    PendingFile& renamed = add(new_path);
    const PendingFile& old = slot_of(old_path).file;
    renamed.type = old.type;
    renamed.is_believed = old.is_believed;
    renamed.exists = old.exists;
    renamed.is_changed = old.is_changed;
    renamed.writer = old.writer;
    renamed.first = old.first;
    renamed.last = old.last;
    renamed.look = old.look;
    remove(old_path);
    return renamed;
}

void PendingFiles::schedule(const PendingFile& file, SteadyTime time) {
    Slot& slot = slot_of(file.path);
    if (slot.place == schedule_.end() || slot.place->first > time) {
        unschedule(file);
        slot.place = schedule_.emplace(time, slot.file.path);
    }
}

void PendingFiles::unschedule(const PendingFile& file) {
    Slot& slot = slot_of(file.path);
    if (slot.place != schedule_.end()) {
        schedule_.erase(std::exchange(slot.place, schedule_.end()));
    }
}

std::optional<SteadyTime> PendingFiles::next_time() const {
    return schedule_.empty() ? std::nullopt : std::optional(schedule_.begin()->first);
}

PendingFile* PendingFiles::take_due(SteadyTime now) {
    if (schedule_.empty() || schedule_.begin()->first > now) {
        return nullptr;
    }
    PendingFile& file = slot_of(std::string(schedule_.begin()->second)).file;
    unschedule(file);
    return &file;
}

std::vector<std::string> PendingFiles::paths() const {
    std::vector<std::string> paths;
    paths.reserve(files_.size());
    for (const auto& [time, path] : schedule_) {
        paths.emplace_back(path);
    }
    for (const auto& [path, slot] : files_) {
        if (slot.place == schedule_.end()) {
            paths.push_back(path);
        }
    }
    return paths;
}

}  // namespace wee
