#include "sources/files/modification_tracker.h"

#include <utility>

namespace wee {

void ModificationTracker::created(DirectoryId directory, std::string_view name) {
    forget(directory, name);
    remember(directory, name, Change::Created);
}

void ModificationTracker::written(DirectoryId directory, std::string_view name) {
    const auto entry = find(directory, name);
    if (entry == entries_.end()) {
        remember(directory, name, Change::Written);
    } else if (entry->change != Change::Written) {
        entry->change = Change::Written;
        entry->deadline = clock_.steady_now() + kReportDelay;
        entries_.splice(entries_.end(), entries_, entry);
    }
}

void ModificationTracker::touched(DirectoryId directory, std::string_view name) {
    if (find(directory, name) == entries_.end()) {
        remember(directory, name, Change::Touched);
    }
}

bool ModificationTracker::closed(DirectoryId directory, std::string_view name) {
    const auto entry = find(directory, name);
    if (entry == entries_.end()) {
        return false;
    }
    const bool is_modified = entry->change != Change::Created;
    forget(directory, name);
    return is_modified;
}

void ModificationTracker::moved(DirectoryId from, std::string_view old_name, DirectoryId to,
                                std::string_view new_name) {
    forget(to, new_name);
    const auto entry = find(from, old_name);
    if (entry == entries_.end()) {
        return;
    }
    by_file_.erase({from, old_name});
    entry->file = {to, std::string(new_name)};
    by_file_.emplace(View{to, entry->file.name}, entry);
}

void ModificationTracker::forget(DirectoryId directory, std::string_view name) {
    const auto entry = find(directory, name);
    if (entry != entries_.end()) {
        by_file_.erase({directory, name});
        entries_.erase(entry);
    }
}

std::optional<SteadyTime> ModificationTracker::next_deadline() const {
    return entries_.empty() ? std::nullopt : std::optional(entries_.front().deadline);
}

std::vector<FileKey> ModificationTracker::take_due() {
    return take_until(clock_.steady_now());
}

std::vector<FileKey> ModificationTracker::take_all() {
    return take_until(SteadyTime::max());
}

std::vector<FileKey> ModificationTracker::take_until(SteadyTime time) {
    std::vector<FileKey> due;
    while (!entries_.empty() && entries_.front().deadline <= time) {
        Entry& entry = entries_.front();
        by_file_.erase({entry.file.directory, entry.file.name});
        if (entry.change == Change::Written) {
            due.push_back(std::move(entry.file));
        }
        entries_.pop_front();
    }
    return due;
}

void ModificationTracker::remember(DirectoryId directory, std::string_view name, Change change) {
    entries_.push_back({{directory, std::string(name)}, change, clock_.steady_now() + kReportDelay});
    const auto entry = std::prev(entries_.end());
    by_file_.emplace(View{directory, entry->file.name}, entry);
}

ModificationTracker::Entries::iterator ModificationTracker::find(DirectoryId directory,
                                                                 std::string_view name) {
    const auto found = by_file_.find({directory, name});
    return found == by_file_.end() ? entries_.end() : found->second;
}

}  // namespace wee
