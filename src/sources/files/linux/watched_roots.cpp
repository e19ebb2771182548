#include "sources/files/linux/watched_roots.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "base/path_text.h"

namespace wee {
namespace {

bool is_directory(const std::string& path) {
    struct stat status {};
    return stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

bool exists(const std::string& path) {
    struct stat status {};
    return lstat(path.c_str(), &status) == 0;
}

// A directory above it may not be searched: nobody can tell whether it is there.
bool is_hidden(const std::string& path) {
    struct stat status {};
    return lstat(path.c_str(), &status) != 0 && errno == EACCES;
}

}  // namespace

WatchedRoots::WatchedRoots(std::vector<std::string> paths, std::string source, InotifyQueue& queue,
                           DirectoryTree& tree, WatchedTree& watched, PolledPlaces& places,
                           WatchProblems& problems, Log& log)
    : source_(std::move(source)),
      tree_(tree),
      watched_(watched),
      places_(places),
      log_(log),
      ancestors_(queue, tree, problems) {
    for (std::string& path : paths) {
        roots_.push_back({std::move(path), State::New, {}, kNoWatch});
    }
}

Result<void> WatchedRoots::attach_all() {
    for (std::size_t index = 0; index < roots_.size(); ++index) {
        check(index, Arrival::KnownAtStart);
    }
    if (roots_.empty() || std::ranges::any_of(roots_, [](const Root& root) { return root.error == 0; })) {
        return {};
    }
    const Root& first = roots_.front();
    return Error("cannot watch '" + first.path + "'" + (roots_.size() > 1 ? " nor any other path: " : ": ") +
                 WatchProblems::explain(first.error));
}

void WatchedRoots::record(WatchId watch, std::uint32_t mask, std::string_view name) {
    for (const std::size_t index : ancestors_.concerned(watch, mask, name)) {
        check(index, Arrival::Created);
    }
}

void WatchedRoots::check_all() {
    for (std::size_t index = 0; index < roots_.size(); ++index) {
        check(index, Arrival::Created);
    }
}

std::vector<std::string> WatchedRoots::paths() const {
    std::vector<std::string> paths;
    for (const Root& root : roots_) {
        paths.push_back(root.path);
    }
    return paths;
}

// First the directories above, then the root: whatever changes after the look is announced by a record.
void WatchedRoots::check(std::size_t index, Arrival arrival) {
    Root& root = roots_[index];
    if (must_be_polled(root)) {
        poll(index, arrival);
        return;
    }
    if (root.state == State::Polled) {
        places_.remove(root.path);
        root.state = State::Missing;
    }
    bool is_seen_coming = watch_ancestors(index);
    for (State seen = look_at(root); !is_current(root, seen); seen = look_at(root)) {
        const State before = root.state;
        detach(root);
        const bool is_attached = attach(root, seen, arrival);
        root.is_over_limit = root.error == ENOSPC || (seen == State::Missing && !is_seen_coming);
        if (must_be_polled(root)) {
            break;
        }
        tell(root, before, seen);
        is_seen_coming = watch_ancestors(index);
        if (!is_attached) {
            break;
        }
        arrival = Arrival::Created;
    }
    root.is_over_limit = root.is_over_limit || (!is_seen_coming && root.state == State::Missing);
    if (must_be_polled(root)) {
        poll(index, arrival);
    }
}

bool WatchedRoots::must_be_polled(const Root& root) const {
    return places_.is_allowed() && (root.is_over_limit || !places_.reason_for_root(root.path).empty());
}

void WatchedRoots::poll(std::size_t index, Arrival arrival) {
    Root& root = roots_[index];
    if (root.state == State::Polled) {
        return;
    }
    detach(root);
    root.state = State::Polled;
    root.watch = kNoWatch;
    root.error = 0;
    ancestors_.stop_watching(index);
    places_.add(root.path, PolledRootKind::Named, arrival);
    const std::string_view reason = places_.reason_for_root(root.path);
    if (!reason.empty()) {
        log_.info("path_polled", "'" + root.path + "' is polled, because " + std::string(reason),
                  {{"source", source_}, {"path", root.path}, {"reason", reason}});
    }
}

bool WatchedRoots::watch_ancestors(std::size_t index) {
    const Root& root = roots_[index];
    const bool is_present = root.state == State::Directory || root.state == State::File;
    return ancestors_.watch(
        index, root.path, is_present ? RootAncestors::RootState::Present : RootAncestors::RootState::Missing,
        root.watch);
}

// A file that has gone stays a file root while its directory is there: files come and go.
WatchedRoots::State WatchedRoots::look_at(const Root& root) {
    if (is_directory(root.path)) {
        return State::Directory;
    }
    const bool was_file = root.state == State::File && is_directory(root.directory);
    return was_file || exists(root.path) ? State::File : State::Missing;
}

bool WatchedRoots::is_current(const Root& root, State seen) {
    if (seen != root.state) {
        return false;
    }
    return seen == State::Missing ||
           (tree_.find_watch(root.watch).has_value() && watched_.watch_root(root.directory) == root.watch);
}

void WatchedRoots::detach(const Root& root) {
    const std::optional<DirectoryId> node = tree_.find_watch(root.watch);
    if (node && tree_.is_root(*node) && tree_.path(*node) == root.directory) {
        watched_.directory_gone(*node);
    }
}

bool WatchedRoots::attach(Root& root, State seen, Arrival arrival) {
    root.state = seen;
    root.watch = kNoWatch;
    root.error = 0;
    if (seen == State::Missing) {
        root.error = is_hidden(root.path) ? EACCES : 0;
        return true;
    }
    root.directory = seen == State::Directory ? root.path : std::string(path_directory(root.path));
    const WatchId watch =
        seen == State::Directory
            ? watched_.attach_directory(root.path, arrival)
            : watched_.attach_file(root.directory, std::string(path_file_name(root.path)), arrival);
    if (watch < 0) {
        root.state = State::Missing;
        root.error = WatchProblems::is_missing(-watch) ? 0 : -watch;
        return false;
    }
    root.watch = watch;
    return true;
}

void WatchedRoots::tell(const Root& root, State before, State after) {
    const std::string quoted = "'" + root.path + "'";
    if (after == State::Missing && before == State::New) {
        log_.warn("path_missing", quoted + " does not exist; it will be watched as soon as it appears",
                  {{"source", source_}, {"path", root.path}});
    } else if (after == State::Missing) {
        log_.warn("path_vanished", quoted + " is gone; it will be watched again as soon as it reappears",
                  {{"source", source_}, {"path", root.path}});
    } else if (before == State::Missing && root.watch != kNoWatch) {
        log_.info("path_appeared", quoted + " has appeared and is watched now",
                  {{"source", source_}, {"path", root.path}});
    }
}

}  // namespace wee
