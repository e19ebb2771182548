#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <system_error>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "sources/files/directory_lister.h"
#include "sources/files/directory_tree.h"
#include "sources/files/file_tracker.h"
#include "sources/files/polled_files.h"
#include "sources/files/tree_scope.h"

namespace wee {

/// Compares what was known of directories with what they hold now, pass by pass, and tells the tracker the
/// difference. A pass is a `visit` of every root and then `finish_pass`. Each directory is in the tree once,
/// at the first place where it was found: so end cycles and duplicates by links, mounts and roots that
/// overlap. A directory that cannot be read though it is there keeps what was known of it. Not synchronised.
class PolledTree {
public:
    using OnUnreadable = std::function<void(const std::string& path, std::error_code error)>;

    /// All must outlive the object.
    PolledTree(DirectoryTree& tree, FileTracker& tracker, const DirectoryLister& lister, TreeScope scope,
               OnUnreadable on_unreadable);

    /// Looks at a root, and at all that is known below it. Returns its directory: a root of the tree, or a
    /// directory in another root. `KnownAtStart`: what is new in it is not reported.
    DirectoryId visit(const std::string& path, const DirectoryEntry& found, Arrival arrival,
                      const std::stop_token& stop);
    /// The same for one file of a directory.
    DirectoryId visit_file(const std::string& directory_path, const DirectoryEntry& directory,
                           const std::string& name, Arrival arrival, const std::stop_token& stop);
    /// The directory is not at its place any more: it goes with the end of the pass, unless it is found
    /// elsewhere.
    void retire(DirectoryId directory);
    /// Looks at the directories that are new, then reports. A pass that was stopped reports nothing.
    void finish_pass(const std::stop_token& stop);

    [[nodiscard]] std::size_t directories() const { return known_.size(); }

private:
    struct Known {
        std::uint64_t identity = 0;
        std::vector<PolledFile> files{};  // by name
    };
    struct Visit {
        DirectoryId directory;
        Arrival arrival;
    };
    struct NewDirectory {
        DirectoryId parent;
        std::string name;
        std::uint64_t identity;
        Arrival arrival;
    };
    using Listing = std::vector<DirectoryEntry>;

    DirectoryId add_root(const std::string& path, std::uint64_t identity);
    void visit_again(DirectoryId directory, Arrival arrival, const std::stop_token& stop);
    void run_visits(const std::stop_token& stop);
    void look_into(const Visit& visit, const std::stop_token& stop);
    [[nodiscard]] std::error_code list(DirectoryId directory, const std::stop_token& stop, Listing& listing);
    [[nodiscard]] bool goes_below(DirectoryId directory) const {
        return tree_.watches_all(directory) && tree_.depth(directory) < scope_.max_depth;
    }
    void compare_directories(const Visit& visit, const Listing& listing);
    void compare_files(const Visit& visit, const Listing& listing);
    void came(const Visit& visit, const PolledFile& file);
    void settle_found(const std::stop_token& stop);
    bool take_found(std::vector<NewDirectory>& from, NewDirectory& taken);
    void place(const NewDirectory& found);
    void return_to_tree(DirectoryId directory, const NewDirectory& place);
    void add_child(const NewDirectory& found);
    void report_retired_files();
    void remove(DirectoryId directory);

    DirectoryTree& tree_;
    FileTracker& tracker_;
    const DirectoryLister& lister_;
    const TreeScope scope_;
    const OnUnreadable on_unreadable_;
    std::unordered_map<std::uint32_t, Known> known_;              // by slot
    std::unordered_map<std::uint64_t, DirectoryId> by_identity_;  // of those that are not retired

    // Of the pass that is under way:
    PolledFiles files_;
    std::vector<Visit> visits_;
    std::unordered_set<std::uint32_t> visited_;  // slots
    std::vector<NewDirectory> found_;            // at places where the tree has no such directory
    std::vector<NewDirectory> found_by_link_;    // these come after, so that a real place is preferred
    std::vector<DirectoryId> retired_;
    std::unordered_map<std::uint64_t, DirectoryId> by_retired_identity_;  // all below them too
};

}  // namespace wee
