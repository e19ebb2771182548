#include "sources/files/directory_tree.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace wee {
namespace {

void append_part(std::string& path, std::string_view part) {
    if (!path.ends_with('/')) {
        path += '/';
    }
    path += part;
}

}  // namespace

DirectoryId DirectoryTree::add_root(std::string path, WatchId watch) {
    return add(std::move(path), {}, watch);
}

DirectoryId DirectoryTree::add_child(DirectoryId parent, std::string_view name, WatchId watch) {
    const DirectoryId directory = add(std::string(name), parent, watch);
    [[maybe_unused]] const bool is_new = at(parent).children.emplace(name, directory).second;
    assert(is_new);
    return directory;
}

void DirectoryTree::move(DirectoryId directory, DirectoryId new_parent, std::string_view new_name) {
    assert(!is_root(directory));
    Node& node = at(directory);
    at(node.parent).children.erase(node.name);
    node.parent = new_parent;
    node.name = new_name;
    [[maybe_unused]] const bool is_new = at(new_parent).children.emplace(new_name, directory).second;
    assert(is_new);
}

void DirectoryTree::remove(DirectoryId directory) {
    if (!is_root(directory)) {
        at(parent(directory)).children.erase(at(directory).name);
    }
    for (const DirectoryId each : subtree(directory)) {
        release(each);
    }
}

bool DirectoryTree::contains(DirectoryId directory) const {
    return directory.generation != 0 && directory.slot < nodes_.size() &&
           nodes_[directory.slot].generation == directory.generation;
}

std::string DirectoryTree::path_of(DirectoryId directory, std::string_view file_name) const {
    std::string path = this->path(directory);
    append_part(path, file_name);
    return path;
}

std::string DirectoryTree::path(DirectoryId directory) const {
    std::string path;
    append_path(directory, path);
    return path;
}

void DirectoryTree::append_path(DirectoryId directory, std::string& path) const {
    const Node& node = at(directory);
    if (is_root(directory)) {
        path += node.name;
        return;
    }
    append_path(node.parent, path);
    append_part(path, node.name);
}

std::optional<DirectoryId> DirectoryTree::child(DirectoryId parent, std::string_view name) const {
    const Children& children = at(parent).children;
    const auto found = children.find(name);
    return found == children.end() ? std::nullopt : std::optional(found->second);
}

std::vector<DirectoryId> DirectoryTree::subtree(DirectoryId directory) const {
    std::vector<DirectoryId> found{directory};
    for (std::size_t next = 0; next < found.size(); ++next) {
        for (const auto& [name, below] : at(found[next]).children) {
            found.push_back(below);
        }
    }
    return found;
}

std::vector<DirectoryId> DirectoryTree::roots() const {
    std::vector<DirectoryId> roots;
    for (std::uint32_t slot = 0; slot < nodes_.size(); ++slot) {
        const DirectoryId directory{slot, nodes_[slot].generation};
        if (nodes_[slot].generation % 2 == 1 && is_root(directory)) {
            roots.push_back(directory);
        }
    }
    return roots;
}

std::optional<DirectoryId> DirectoryTree::find_watch(WatchId watch) const {
    const auto found = by_watch_.find(watch);
    return found == by_watch_.end() ? std::nullopt : std::optional(found->second);
}

void DirectoryTree::watch_only(DirectoryId directory, std::string_view name) {
    std::optional<std::vector<std::string>>& only = at(directory).only;
    if (!only) {
        only.emplace();
    }
    if (std::find(only->begin(), only->end(), name) == only->end()) {
        only->emplace_back(name);
    }
}

bool DirectoryTree::watches(DirectoryId directory, std::string_view name) const {
    const std::optional<std::vector<std::string>>& only = at(directory).only;
    return !only || std::find(only->begin(), only->end(), name) != only->end();
}

std::vector<std::string> DirectoryTree::watched_names(DirectoryId directory) const {
    return at(directory).only.value_or(std::vector<std::string>{});
}

std::uint32_t DirectoryTree::depth(DirectoryId directory) const {
    std::uint32_t depth = 0;
    while (!is_root(directory) && !at(directory).is_named) {
        directory = parent(directory);
        ++depth;
    }
    return depth;
}

bool DirectoryTree::is_in(DirectoryId directory, DirectoryId ancestor) const {
    while (directory != ancestor && directory != DirectoryId{}) {
        directory = parent(directory);
    }
    return directory == ancestor;
}

DirectoryId DirectoryTree::add(std::string name, DirectoryId parent, WatchId watch) {
    if (free_slots_.empty()) {
        free_slots_.push_back(static_cast<std::uint32_t>(nodes_.size()));
        nodes_.emplace_back();
    }
    const std::uint32_t slot = free_slots_.back();
    free_slots_.pop_back();
    Node& node = nodes_[slot];
    node.name = std::move(name);
    node.parent = parent;
    node.watch = watch;
    const DirectoryId directory{slot, ++node.generation};
    if (watch != kNoWatch) {
        [[maybe_unused]] const bool is_new = by_watch_.emplace(watch, directory).second;
        assert(is_new);
    }
    return directory;
}

void DirectoryTree::release(DirectoryId directory) {
    Node& node = at(directory);
    by_watch_.erase(node.watch);
    const std::uint32_t generation = node.generation + 1;
    node = Node();
    node.generation = generation;
    free_slots_.push_back(directory.slot);
}

DirectoryTree::Node& DirectoryTree::at(DirectoryId directory) {
    assert(contains(directory));
    return nodes_[directory.slot];
}

const DirectoryTree::Node& DirectoryTree::at(DirectoryId directory) const {
    assert(contains(directory));
    return nodes_[directory.slot];
}

}  // namespace wee
