#include "sources/files/linux/inotify_translator.h"

#include <sys/inotify.h>

#include <cassert>
#include <cstring>
#include <string>

namespace wee {

InotifyTranslator::Outcome InotifyTranslator::translate(std::span<const std::byte> records) {
    Outcome outcome = Outcome::Complete;
    while (!records.empty()) {
        inotify_event header{};
        assert(records.size() >= sizeof header);
        std::memcpy(&header, records.data(), sizeof header);
        const char* name = reinterpret_cast<const char*>(records.data() + sizeof header);
        if ((header.mask & IN_Q_OVERFLOW) != 0) {
            outcome = Outcome::QueueOverflowed;
        } else {
            apply({header.wd,
                   header.mask,
                   header.cookie,
                   {name, strnlen(name, header.len)},
                   (header.mask & IN_ISDIR) != 0});
        }
        records = records.subspan(sizeof header + header.len);
    }
    return outcome;
}

void InotifyTranslator::apply(const Record& record) {
    if (const std::optional<DirectoryId> directory = tree_.find_watch(record.watch)) {
        if ((record.mask & (IN_DELETE_SELF | IN_IGNORED | IN_UNMOUNT)) != 0) {
            watched_.directory_gone(*directory);
        } else if (!record.name.empty()) {
            apply_to_entry(*directory, record);
        }
    }
    roots_.record(record.watch, record.mask, record.name);
}

void InotifyTranslator::apply_to_entry(DirectoryId directory, Record record) {
    record.is_directory = record.is_directory || watched_.is_followed_link(directory, record.name);
    if (!record.is_directory) {
        apply_to_file(directory, record);
    } else if (watched_.goes_below(directory)) {
        apply_to_subdirectory(directory, record);
    } else if (tracker_.reports_directories()) {
        const std::string name = FileTracker::not_entered(record.name);
        apply_to_file(directory, {record.watch, record.mask, record.cookie, name, false});
    }
}

void InotifyTranslator::apply_to_file(DirectoryId directory, const Record& record) {
    if ((record.mask & IN_CREATE) != 0) {
        settle_namesake(directory, record.name);
        tracker_.appeared(directory, record.name, Arrival::Opened);
    } else if ((record.mask & IN_MODIFY) != 0) {
        tracker_.written(directory, record.name);
    } else if ((record.mask & IN_CLOSE_WRITE) != 0) {
        tracker_.closed(directory, record.name);
    } else if ((record.mask & IN_ATTRIB) != 0) {
        tracker_.touched(directory, record.name);
    } else if ((record.mask & IN_DELETE) != 0) {
        tracker_.vanished(directory, record.name);
    } else if ((record.mask & IN_MOVED_FROM) != 0) {
        moves_.left(record.cookie, MovePairing::Moved::File, directory, record.name);
    } else if ((record.mask & IN_MOVED_TO) != 0) {
        arrived(directory, record);
    }
}

void InotifyTranslator::apply_to_subdirectory(DirectoryId directory, const Record& record) {
    const std::string name(record.name);
    if ((record.mask & IN_CREATE) != 0) {
        settle_namesake(directory, name);
        watched_.subdirectory_appeared(directory, name, Arrival::Created);
    } else if ((record.mask & IN_DELETE) != 0) {
        watched_.subdirectory_vanished(directory, name);
    } else if ((record.mask & IN_MOVED_FROM) != 0) {
        moves_.left(record.cookie, MovePairing::Moved::Directory, directory, name);
    } else if ((record.mask & IN_MOVED_TO) != 0) {
        arrived(directory, record);
    }
}

void InotifyTranslator::arrived(DirectoryId directory, const Record& record) {
    const std::optional<MovePairing::Half> half = moves_.take(record.cookie);
    settle_namesake(directory, record.name);
    if (!tree_.contains(directory)) {
        return;
    }
    const bool is_pair = half && tree_.contains(half->directory);
    if (is_pair && record.is_directory) {
        watched_.subdirectory_moved(half->directory, half->name, directory, std::string(record.name));
    } else if (is_pair) {
        tracker_.moved(half->directory, half->name, directory, record.name);
    } else if (record.is_directory) {
        watched_.subdirectory_appeared(directory, std::string(record.name), Arrival::Moved);
    } else {
        tracker_.moved_in(directory, record.name);
    }
}

// A file of this name has left, and something new of the same name is here: the leaving was first.
void InotifyTranslator::settle_namesake(DirectoryId directory, std::string_view name) {
    if (const std::optional<MovePairing::Half> half = moves_.take(directory, name)) {
        settle(*half);
    }
}

void InotifyTranslator::settle_overdue() {
    while (const std::optional<MovePairing::Half> half = moves_.take_overdue()) {
        settle(*half);
    }
}

void InotifyTranslator::settle_all() {
    while (const std::optional<MovePairing::Half> half = moves_.take_any()) {
        settle(*half);
    }
}

void InotifyTranslator::settle(const MovePairing::Half& half) {
    if (!tree_.contains(half.directory)) {
        return;
    }
    if (half.moved == MovePairing::Moved::File) {
        tracker_.vanished(half.directory, half.name);
    } else {
        watched_.subdirectory_vanished(half.directory, half.name);
    }
}

}  // namespace wee
