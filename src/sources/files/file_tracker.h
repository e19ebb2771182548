#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "sources/files/directory_tree.h"
#include "sources/files/file_change_merger.h"
#include "sources/files/file_filter.h"
#include "sources/files/file_reports.h"
#include "sources/files/modification_tracker.h"

namespace wee {

/// Turns what happens to files into exact reports: compares it with what is known (the tree) and says each
/// thing once. The portable middle of every file watcher: a backend tells what its system saw. It may tell a
/// thing twice (a scan and the system's own notice both find a new file). Not synchronised.
///
/// A directory that is not in the tree, because what is in it is not watched, is told of like a file, by
/// `not_entered`'s name for it.
class FileTracker {
public:
    /// All must outlive the object.
    FileTracker(DirectoryTree& tree, FileFilter filter, FileReports& reports, const Clock& clock,
                ReportTiming timing = {}, DirectoryReports directories = DirectoryReports::None,
                FileLooker look = look_at_file)
        : tree_(tree),
          filter_(std::move(filter)),
          directories_(directories),
          modifications_(clock),
          merger_(reports, clock, timing, std::move(look)) {}

    /// What a directory that is not entered is called here: no file's name.
    static std::string not_entered(std::string_view directory) { return std::string(directory) + '/'; }
    [[nodiscard]] bool reports_directories() const { return directories_ == DirectoryReports::Included; }

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

    /// The directory came into the tree, where it has the watch.
    DirectoryId directory_appeared(DirectoryId parent, std::string_view name, WatchId watch, Arrival arrival);
    /// The directory has a new place in the tree: each known file below it is renamed.
    /// The backend scans it again when `filter().asks_for_path()`. REQUIRES: as DirectoryTree::move.
    void directory_moved(DirectoryId directory, DirectoryId new_parent, std::string_view new_name);
    /// The directory is gone: each known file below it is deleted. Returns the watches to give back.
    std::vector<WatchId> directory_vanished(DirectoryId directory);

    [[nodiscard]] const FileFilter& filter() const { return filter_; }
    /// When `report_due` has something to do.
    [[nodiscard]] std::optional<SteadyTime> next_deadline() const;
    void report_due();
    /// Watching ends: reports what was to wait, but for files that are not complete (`settle`): their number.
    std::size_t report_all();
    /// The system lost events: what is not known to be so any more is not waited for.
    void may_have_missed_changes() { merger_.may_have_missed_changes(); }

private:
    [[nodiscard]] bool knows(DirectoryId directory, std::string_view name) const {
        return tree_.files(directory).contains(name);
    }
    [[nodiscard]] bool reports_directory(DirectoryId parent, std::string_view name) const {
        return reports_directories() && filter_.has_wanted_name(tree_, parent, name);
    }
    [[nodiscard]] bool passes(DirectoryId directory, std::string_view name) const;
    [[nodiscard]] std::string path_of(DirectoryId directory, std::string_view name) const;
    [[nodiscard]] FileChangeMerger::NameIs kind_of_name(DirectoryId directory, std::string_view name) const;
    void report_grown(const std::vector<FileKey>& files);
    void report_moved_directory(DirectoryId directory, const std::string& old_path, bool was_reported);
    void report_moved_file(DirectoryId directory, std::string_view name, const std::string& old_path);
    void report_vanished_files(DirectoryId directory);

    DirectoryTree& tree_;
    const FileFilter filter_;
    const DirectoryReports directories_;
    ModificationTracker modifications_;
    FileChangeMerger merger_;
};

}  // namespace wee
