#include "sources/files/polled_files.h"

#include <utility>

namespace wee {
namespace {

constexpr std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
    hash = (hash ^ value) * 0x9e3779b97f4a7c15U;
    return hash ^ (hash >> 32U);
}

}  // namespace

std::uint64_t hash_of(const FileIdentity& identity) {
    const std::uint64_t hash = mix(mix(mix(1, identity.device), identity.number), identity.born_at);
    return identity.born_at != 0 ? hash | 1U : hash & ~std::uint64_t{1};
}

PolledFile make_polled_file(const DirectoryEntry& entry) {
    const std::uint64_t content = mix(mix(1, entry.size), static_cast<std::uint64_t>(entry.modified_at));
    return {entry.name, hash_of(entry.identity), content, entry.size == 0};
}

void PolledFiles::report() {
    pair();
    Places left;
    for (const Sighting& before : went_) {
        left.insert(place_of(before.directory, before.file.name));
    }
    Places taken;
    for (const Sighting& now : came_) {
        taken.insert(place_of(now.directory, now.file.name));
    }
    report_moves(left);
    for (const Sighting& before : went_) {
        if (before.partner == kNone && tree_.contains(before.directory) &&
            !taken.contains(place_of(before.directory, before.file.name))) {
            tracker_.vanished(before.directory, before.file.name);
        }
    }
    for (const Sighting& now : came_) {
        if (tree_.contains(now.directory)) {
            report_arrival(now, left);
        }
    }
    for (const FileKey& file : changed_) {
        if (tree_.contains(file.directory)) {
            tracker_.changed_unseen(file.directory, file.name);
        }
    }
    came_.clear();
    went_.clear();
    changed_.clear();
}

// A number that may be used again proves nothing by itself: the content must be the same too.
void PolledFiles::pair() {
    std::unordered_multimap<std::uint64_t, std::size_t> by_identity;
    for (std::size_t index = 0; index < went_.size(); ++index) {
        if (tree_.contains(went_[index].directory)) {
            by_identity.emplace(went_[index].file.identity, index);
        }
    }
    for (std::size_t index = 0; index < came_.size(); ++index) {
        const auto found = by_identity.find(came_[index].file.identity);
        if (found == by_identity.end() || !tree_.contains(came_[index].directory)) {
            continue;
        }
        Sighting& before = went_[found->second];
        const bool is_sure =
            before.file.identity % 2 == 1 || before.file.content == came_[index].file.content;
        if (is_sure) {
            before.partner = index;
            came_[index].partner = found->second;
            by_identity.erase(found);
        }
    }
}

// What goes to a free place goes first: the place of another may be free by that.
void PolledFiles::report_moves(const Places& left) {
    for (const bool to_free_place : {true, false}) {
        for (const Sighting& now : came_) {
            const bool is_free = !left.contains(place_of(now.directory, now.file.name));
            if (now.partner != kNone && is_free == to_free_place) {
                const Sighting& before = went_[now.partner];
                tracker_.moved(before.directory, before.file.name, now.directory, now.file.name);
            }
        }
    }
}

void PolledFiles::report_arrival(const Sighting& now, const Places& left) {
    const std::string& name = now.file.name;
    if (now.partner != kNone) {
        // One that moved away from here after may have taken the name with it.
        tracker_.appeared(now.directory, name, Arrival::KnownAtStart);
        if (went_[now.partner].file.content != now.file.content) {
            tracker_.changed_unseen(now.directory, name);
        }
    } else if (left.contains(place_of(now.directory, name))) {
        tracker_.moved_in(now.directory, name);
    } else {
        tracker_.appeared(now.directory, name,
                          now.file.is_empty ? Arrival::Created : Arrival::CreatedWithContent);
    }
}

std::string PolledFiles::place_of(DirectoryId directory, std::string_view name) {
    return std::to_string(directory.slot) + "/" + std::string(name);
}

}  // namespace wee
