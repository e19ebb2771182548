#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "sources/directory_tree.h"
#include "sources/file_filter.h"
#include "sources/file_reports.h"
#include "sources/modification_tracker.h"

namespace wee {

/// How a file came to be where it is.
enum class Arrival {
    KnownAtStart,        ///< It was there before the watching began: not reported.
    Created,             ///< Its creation was seen.
    CreatedWithContent,  ///< A scan found it, and it has been written to already.
    Moved,               ///< It came whole from elsewhere.
};

/// Turns what happens to files into exact reports: compares it with what is known (the tree) and says each
/// thing once. The portable middle of every file watcher: a backend tells what its system saw. It may tell a
/// thing twice (a scan and the system's own notice both find a new file). Not synchronised.
class FileTracker {
public:
    /// All must outlive the object.
    FileTracker(DirectoryTree& tree, FileFilter filter, FileReports& reports, const Clock& clock)
        : tree_(tree), filter_(std::move(filter)), reports_(reports), modifications_(clock) {}

    void appeared(DirectoryId directory, std::string_view name, Arrival arrival);
    /// It came whole from a place that is not watched: new, or it took the place of the known file of its
    /// name, which has changed by that.
    void moved_in(DirectoryId directory, std::string_view name);
    void vanished(DirectoryId directory, std::string_view name);
    void moved(DirectoryId from, std::string_view old_name, DirectoryId to, std::string_view new_name);

    void written(DirectoryId directory, std::string_view name);
    void touched(DirectoryId directory, std::string_view name);
    /// A writer closed the file.
    void closed(DirectoryId directory, std::string_view name);
    /// The content is known to have changed while nobody looked: reported at once.
    void changed_unseen(DirectoryId directory, std::string_view name);

    /// The directory has a new place in the tree: each known file below it is renamed.
    /// The backend scans it again when `filter().asks_for_path()`. REQUIRES: as DirectoryTree::move.
    void directory_moved(DirectoryId directory, DirectoryId new_parent, std::string_view new_name);
    /// The directory is gone: each known file below it is deleted. Returns the watches to give back.
    std::vector<WatchId> directory_vanished(DirectoryId directory);

    [[nodiscard]] const FileFilter& filter() const { return filter_; }
    /// When `report_due` has something to do.
    [[nodiscard]] std::optional<SteadyTime> next_deadline() const { return modifications_.next_deadline(); }
    void report_due() { report_modified(modifications_.take_due()); }
    /// Watching ends: reports what was to wait for its writer.
    void report_all() { report_modified(modifications_.take_all()); }

private:
    [[nodiscard]] bool knows(DirectoryId directory, std::string_view name) const {
        return tree_.files(directory).contains(name);
    }
    void report_modified(const std::vector<FileKey>& files);
    void report_moved_file(DirectoryId directory, std::string_view name, std::string old_path);

    DirectoryTree& tree_;
    const FileFilter filter_;
    FileReports& reports_;
    ModificationTracker modifications_;
};

}  // namespace wee
