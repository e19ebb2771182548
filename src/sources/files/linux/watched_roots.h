#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "sources/files/directory_tree.h"
#include "sources/files/linux/inotify_queue.h"
#include "sources/files/linux/root_ancestors.h"
#include "sources/files/linux/watched_tree.h"
#include "telemetry/log.h"

namespace wee {

/// The paths that the user named: attached to the watched tree while they exist, waited for while they do
/// not. Not synchronised.
class WatchedRoots {
public:
    /// All but `paths` must outlive the object. `paths` are absolute and sorted.
    WatchedRoots(std::vector<std::string> paths, std::string source, InotifyQueue& queue, DirectoryTree& tree,
                 WatchedTree& watched, PolledPlaces& places, WatchProblems& problems, Log& log);

    /// Attaches what exists (its files are known, not new) and warns of what does not. Fails when not one is
    /// attached or missing (and waited for), with the reason of the first.
    Result<void> attach_all();
    /// To be called after the tree has seen the record.
    void record(WatchId watch, std::uint32_t mask, std::string_view name);
    /// Looks at every root again.
    void check_all();
    [[nodiscard]] std::vector<std::string> paths() const;

private:
    enum class State { New, Missing, Directory, File, Polled };
    struct Root {
        std::string path;
        State state = State::New;
        std::string directory;  // that is watched: the path itself, or the file's directory
        WatchId watch = kNoWatch;
        int error = 0;               // why it is not attached although it is there (an errno)
        bool is_over_limit = false;  // no watch is left for it: it is polled for good
    };

    void check(std::size_t index, Arrival arrival);
    [[nodiscard]] bool watch_ancestors(std::size_t index);
    [[nodiscard]] bool must_be_polled(const Root& root) const;
    void poll(std::size_t index, Arrival arrival);
    [[nodiscard]] static State look_at(const Root& root);
    [[nodiscard]] bool is_current(const Root& root, State seen);
    void detach(const Root& root);
    bool attach(Root& root, State seen, Arrival arrival);
    void tell(const Root& root, State before, State after);

    std::vector<Root> roots_;
    const std::string source_;
    DirectoryTree& tree_;
    WatchedTree& watched_;
    PolledPlaces& places_;
    Log& log_;
    RootAncestors ancestors_;
};

}  // namespace wee
