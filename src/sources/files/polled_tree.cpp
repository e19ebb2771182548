#include "sources/files/polled_tree.h"

#include <algorithm>
#include <utility>

namespace wee {
PolledTree::PolledTree(DirectoryTree& tree, FileTracker& tracker, const DirectoryLister& lister,
                       TreeScope scope, OnUnreadable on_unreadable)
    : tree_(tree),
      tracker_(tracker),
      lister_(lister),
      scope_(scope),
      on_unreadable_(std::move(on_unreadable)),
      files_(tree, tracker) {}

DirectoryId PolledTree::visit(const std::string& path, const DirectoryEntry& found, Arrival arrival,
                              const std::stop_token& stop) {
    const std::uint64_t identity = hash_of(found.identity);
    const auto known = by_identity_.find(identity);
    if (known == by_identity_.end()) {
        const DirectoryId root = add_root(path, identity);
        visit_again(root, arrival, stop);
        return root;
    }
    const DirectoryId directory = known->second;
    const bool is_more_asked = !tree_.watches_all(directory) || tree_.depth(directory) > 0;
    tree_.watch_all(directory);
    tree_.set_named(directory);
    if (is_more_asked) {
        visited_.erase(directory.slot);
    }
    visit_again(directory, arrival, stop);
    return directory;
}

DirectoryId PolledTree::visit_file(const std::string& directory_path, const DirectoryEntry& directory,
                                   const std::string& name, Arrival arrival, const std::stop_token& stop) {
    const std::uint64_t identity = hash_of(directory.identity);
    const auto known = by_identity_.find(identity);
    const bool is_new = known == by_identity_.end();
    const DirectoryId parent = is_new ? add_root(directory_path, identity) : known->second;
    if (is_new || !tree_.watches(parent, name)) {
        tree_.watch_only(parent, name);
        visited_.erase(parent.slot);
    }
    visit_again(parent, arrival, stop);
    return parent;
}

DirectoryId PolledTree::add_root(const std::string& path, std::uint64_t identity) {
    const DirectoryId root = tree_.add_root(path, kNoWatch);
    known_[root.slot].identity = identity;
    by_identity_[identity] = root;
    return root;
}

// At the start nothing can have come from elsewhere: what is new is looked into at once, root by root.
void PolledTree::visit_again(DirectoryId directory, Arrival arrival, const std::stop_token& stop) {
    visits_.push_back({directory, arrival});
    run_visits(stop);
    if (arrival == Arrival::KnownAtStart) {
        settle_found(stop);
    }
}

void PolledTree::run_visits(const std::stop_token& stop) {
    while (!visits_.empty() && !stop.stop_requested()) {
        const Visit next = visits_.back();
        visits_.pop_back();
        if (tree_.contains(next.directory) && visited_.insert(next.directory.slot).second) {
            look_into(next, stop);
        }
    }
    visits_.clear();
}

void PolledTree::retire(DirectoryId directory) {
    for (const DirectoryId each : tree_.subtree(directory)) {
        const std::uint64_t identity = known_.at(each.slot).identity;
        by_identity_.erase(identity);
        if (!tree_.is_root(each)) {
            by_retired_identity_[identity] = each;
        }
    }
    retired_.push_back(directory);
}

void PolledTree::finish_pass(const std::stop_token& stop) {
    settle_found(stop);
    if (!stop.stop_requested()) {
        report_retired_files();
        files_.report();
        for (const DirectoryId directory : retired_) {
            if (tree_.contains(directory)) {
                remove(directory);
            }
        }
    }
    visited_.clear();
    retired_.clear();
    by_retired_identity_.clear();
}

void PolledTree::settle_found(const std::stop_token& stop) {
    NewDirectory next;
    while (!stop.stop_requested() && (take_found(found_, next) || take_found(found_by_link_, next))) {
        place(next);
        run_visits(stop);
    }
    found_.clear();
    found_by_link_.clear();
}

// One whose place is free, if there is such; the directory that keeps the place of another from it may be
// found elsewhere by then, and so have moved rather than gone.
bool PolledTree::take_found(std::vector<NewDirectory>& from, NewDirectory& taken) {
    while (!from.empty()) {
        auto free = std::find_if(from.rbegin(), from.rend(), [this](const NewDirectory& each) {
            return !tree_.contains(each.parent) || !tree_.child(each.parent, each.name).has_value();
        });
        if (free == from.rend()) {
            free = from.rbegin();
            remove(*tree_.child(free->parent, free->name));
        }
        taken = std::move(*free);
        from.erase(std::next(free).base());
        if (tree_.contains(taken.parent)) {
            return true;
        }
    }
    return false;
}

void PolledTree::place(const NewDirectory& found) {
    const auto retired = by_retired_identity_.find(found.identity);
    if (retired != by_retired_identity_.end() && !tree_.is_in(found.parent, retired->second)) {
        return_to_tree(retired->second, found);
        return;
    }
    const auto live = by_identity_.find(found.identity);
    if (live == by_identity_.end()) {
        add_child(found);
    } else if (!tree_.watches_all(live->second)) {
        remove(live->second);  // one file of it; it is found again with the whole
        add_child(found);
    }
}

void PolledTree::return_to_tree(DirectoryId directory, const NewDirectory& place) {
    tracker_.directory_moved(directory, place.parent, place.name);
    std::erase(retired_, directory);
    for (const DirectoryId each : tree_.subtree(directory)) {
        const std::uint64_t identity = known_.at(each.slot).identity;
        by_retired_identity_.erase(identity);
        by_identity_[identity] = each;
    }
    visits_.push_back({directory, Arrival::Moved});
}

void PolledTree::add_child(const NewDirectory& found) {
    const DirectoryId directory =
        tracker_.directory_appeared(found.parent, found.name, kNoWatch, found.arrival);
    known_[directory.slot].identity = found.identity;
    by_identity_[found.identity] = directory;
    visits_.push_back({directory, found.arrival});
}

void PolledTree::report_retired_files() {
    for (const DirectoryId directory : retired_) {
        if (!tree_.contains(directory)) {
            continue;
        }
        for (const DirectoryId each : tree_.subtree(directory)) {
            for (const PolledFile& file : known_.at(each.slot).files) {
                files_.went(each, file);
            }
        }
    }
}

void PolledTree::remove(DirectoryId directory) {
    for (const DirectoryId each : tree_.subtree(directory)) {
        const auto known = known_.find(each.slot);
        const auto live = by_identity_.find(known->second.identity);
        if (live != by_identity_.end() && live->second == each) {
            by_identity_.erase(live);
        }
        by_retired_identity_.erase(known->second.identity);
        visited_.erase(each.slot);
        known_.erase(known);
    }
    tracker_.directory_vanished(directory);
}

}  // namespace wee
