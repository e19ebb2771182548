#include <algorithm>
#include <utility>

#include "sources/files/polled_tree.h"

// The half of PolledTree that compares one directory with what was known of it.

namespace wee {
namespace {

bool is_gone(std::error_code error) {
    return error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory;
}

}  // namespace

void PolledTree::look_into(const Visit& visit, const std::stop_token& stop) {
    Listing listing;
    const std::error_code error = list(visit.directory, stop, listing);
    if (stop.stop_requested()) {
        return;
    }
    if (error) {
        if (!is_gone(error)) {  // what is gone is found missing in its parent
            on_unreadable_(tree_.path(visit.directory), error);
        }
        return;
    }
    compare_directories(visit, listing);
    compare_files(visit, listing);
}

std::error_code PolledTree::list(DirectoryId directory, const std::stop_token& stop, Listing& listing) {
    if (tree_.watches_all(directory)) {
        return lister_.list(tree_.path(directory), scope_.links, stop, listing);
    }
    for (const std::string& name : tree_.watched_names(directory)) {
        DirectoryEntry entry;
        const std::error_code error = lister_.look_at(tree_.path_of(directory, name), entry);
        if (error && !is_gone(error)) {
            return error;
        }
        if (!error && entry.type == EntryType::File) {
            entry.name = name;
            listing.push_back(std::move(entry));
        }
    }
    return {};
}

void PolledTree::compare_directories(const Visit& visit, const Listing& listing) {
    DirectoryTree::Children missing = tree_.children(visit.directory);
    const bool goes_deeper = goes_below(visit.directory);
    for (const DirectoryEntry& entry : listing) {
        if (entry.type != EntryType::Directory || !goes_deeper ||
            !tracker_.filter().enters(tree_, visit.directory, entry.name)) {
            continue;
        }
        const std::uint64_t identity = hash_of(entry.identity);
        const auto known = missing.find(entry.name);
        if (known != missing.end() && known_.at(known->second.slot).identity == identity) {
            visits_.push_back({known->second, visit.arrival});
            missing.erase(known);
        } else {
            auto& found = entry.is_link ? found_by_link_ : found_;
            found.push_back({visit.directory, entry.name, identity, visit.arrival});
        }
    }
    for (const auto& [name, directory] : missing) {
        retire(directory);
    }
}

void PolledTree::compare_files(const Visit& visit, const Listing& listing) {
    std::vector<PolledFile> now;
    const bool names_directories = tracker_.reports_directories() && !goes_below(visit.directory);
    for (const DirectoryEntry& entry : listing) {
        if (entry.type == EntryType::File) {
            now.push_back(make_polled_file(entry));
        } else if (names_directories) {
            now.push_back({FileTracker::not_entered(entry.name), hash_of(entry.identity), 0, true});
        }
    }
    std::ranges::sort(now, {}, &PolledFile::name);
    std::vector<PolledFile>& before = known_.at(visit.directory.slot).files;
    auto old = before.begin();
    for (const PolledFile& file : now) {
        for (; old != before.end() && old->name < file.name; ++old) {
            files_.went(visit.directory, *old);
        }
        if (old == before.end() || old->name != file.name) {
            came(visit, file);
            continue;
        }
        if (old->identity != file.identity) {
            files_.went(visit.directory, *old);
            came(visit, file);
        } else if (old->content != file.content) {
            files_.changed(visit.directory, file.name);
        } else if (visit.arrival == Arrival::Moved) {  // the pattern may name it in this directory
            tracker_.appeared(visit.directory, file.name, Arrival::Moved);
        }
        ++old;
    }
    for (; old != before.end(); ++old) {
        files_.went(visit.directory, *old);
    }
    before = std::move(now);
}

void PolledTree::came(const Visit& visit, const PolledFile& file) {
    if (visit.arrival == Arrival::KnownAtStart) {
        tracker_.appeared(visit.directory, file.name, Arrival::KnownAtStart);
    } else {
        files_.came(visit.directory, file);
    }
}

}  // namespace wee
