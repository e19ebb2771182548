#include "sources/files/polled_roots.h"

#include <algorithm>
#include <utility>

#include "base/path_text.h"

namespace wee {
namespace {

bool is_gone(std::error_code error) {
    return error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory ||
           error == std::errc::too_many_symbolic_link_levels;
}

}  // namespace

void PolledRoots::add(const std::string& path, PolledRootKind kind, Arrival arrival) {
    const auto place = std::ranges::lower_bound(roots_, path, {}, &Root::path);
    if (place == roots_.end() || place->path != path) {
        roots_.insert(place, {path, kind, arrival});
    }
}

void PolledRoots::remove(const std::string& path) {
    const auto place = std::ranges::lower_bound(roots_, path, {}, &Root::path);
    if (place != roots_.end() && place->path == path) {
        retire_own(*place);
        roots_.erase(place);
    }
}

void PolledRoots::pass(const std::stop_token& stop) {
    for (Root& root : roots_) {
        look_at(root, stop);
    }
    polled_.finish_pass(stop);
}

std::optional<std::string> PolledRoots::failure() const {
    if (roots_.empty() || std::ranges::any_of(roots_, [](const Root& root) { return !root.error; })) {
        return std::nullopt;
    }
    return "cannot watch '" + roots_.front().path + "'" +
           (roots_.size() > 1 ? " nor any other path: " : ": ") + roots_.front().error.message();
}

void PolledRoots::look_at(Root& root, const std::stop_token& stop) {
    DirectoryEntry found;
    const std::optional<State> seen = find_state(root, found);
    if (stop.stop_requested() || !seen) {
        return;
    }
    std::optional<DirectoryId> own;
    if (*seen != State::Missing) {
        const DirectoryId directory = visit(root, *seen, found, stop);
        const std::string path =
            *seen == State::Directory ? root.path : std::string(path_directory(root.path));
        if (tree_.is_root(directory) && tree_.path(directory) == path) {
            own = directory;
        }
    }
    if (root.own != own) {
        retire_own(root);
    }
    tell(root, *seen);
    root.own = own;
    root.state = *seen;
    root.arrival = Arrival::Created;
}

// What it is now, and the directory that is to be looked at. A file that has gone stays a file while its
// directory is there: files come and go. Nothing: it does not answer, and what was known stays known.
std::optional<PolledRoots::State> PolledRoots::find_state(Root& root, DirectoryEntry& found) {
    root.error = lister_.look_at(root.path, found);
    if (!root.error && found.type == EntryType::Directory) {
        return State::Directory;
    }
    const bool may_be_file = !root.error || (is_gone(root.error) && root.state == State::File);
    if (may_be_file) {
        root.error = lister_.look_at(std::string(path_directory(root.path)), found);
    }
    if (root.error && !is_gone(root.error)) {
        return std::nullopt;
    }
    const bool is_there = may_be_file && !root.error;
    root.error.clear();
    return is_there ? State::File : State::Missing;
}

DirectoryId PolledRoots::visit(const Root& root, State seen, const DirectoryEntry& found,
                               const std::stop_token& stop) {
    return seen == State::Directory
               ? polled_.visit(root.path, found, root.arrival, stop)
               : polled_.visit_file(std::string(path_directory(root.path)), found,
                                    std::string(path_file_name(root.path)), root.arrival, stop);
}

void PolledRoots::retire_own(Root& root) {
    if (root.own && tree_.contains(*root.own)) {
        polled_.retire(*root.own);
    }
    root.own.reset();
}

void PolledRoots::tell(const Root& root, State seen) {
    if (root.kind == PolledRootKind::Found || root.state == seen) {
        return;
    }
    const std::string quoted = "'" + root.path + "'";
    if (seen == State::Missing && root.state == State::New) {
        log_.warn("path_missing", quoted + " does not exist; it will be watched as soon as it appears",
                  {{"source", source_}, {"path", root.path}});
    } else if (seen == State::Missing) {
        log_.warn("path_vanished", quoted + " is gone; it will be watched again as soon as it reappears",
                  {{"source", source_}, {"path", root.path}});
    } else if (root.state == State::Missing) {
        log_.info("path_appeared", quoted + " has appeared and is watched now",
                  {{"source", source_}, {"path", root.path}});
    }
}

}  // namespace wee
