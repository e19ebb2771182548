#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

#include "base/clock.h"
#include "sources/files/file_look.h"
#include "sources/files/file_reports.h"
#include "sources/files/file_watcher_options.h"
#include "sources/files/pending_files.h"

namespace wee {

/// How a file came to be where it is.
enum class Arrival {
    KnownAtStart,        ///< It was there before the watching began: not reported.
    Opened,              ///< The system told of its creation, and will tell when its writer closes it.
    Created,             ///< It is new.
    CreatedWithContent,  ///< A scan found it, and it has been written to already.
    Moved,               ///< It came whole from elsewhere.
};

/// Makes of all that happens to a file what is worth telling, and tells it when the time has come.
///
/// - Always: a file that goes and comes again within kReplaceWait has been replaced (an editor's save, `git
///   checkout`), which is one modification. So a deletion waits that long, and so do a file that is put aside
///   as a backup and a new one whose name says that it is temporary. All else is told at once.
/// - `settle`: a new or changed file is told once, when it was complete for so long: nothing happened to it,
///   its size and time of modification stood still, and its writer has closed it.
/// - `debounce`: when nothing happened to it for so long; after kMaximumDebounces of that in any case.
///
/// What is told is a story without gaps: a file is created, modified, renamed and deleted in an order that can
/// be, and at the end those that are believed to exist are those that do.
/// Bounded: of more than kMaximumWaiting files, those that have waited longest are told. Not synchronised.
class FileChangeMerger {
public:
    static constexpr std::chrono::milliseconds kReplaceWait{100};
    static constexpr int kMaximumDebounces = 10;
    static constexpr std::size_t kMaximumWaiting = 100'000;

    /// `reports` and `clock` must outlive the object.
    FileChangeMerger(FileReports& reports, const Clock& clock, ReportTiming timing,
                     FileLooker look = look_at_file)
        : reports_(reports), clock_(clock), timing_(timing), look_(std::move(look)) {}

    /// True where it is worth making the path for `written`, or for a `closed` without a change.
    [[nodiscard]] bool wants_writes() const { return timing_.delays(); }
    [[nodiscard]] bool wants_closes() const { return !files_.empty(); }

    /// Temporary: it looks as if the file were soon to be renamed or deleted (sources/files/save_names.h).
    enum class NameIs { Common, Temporary };
    enum class Novelty { New, Replacement };
    /// There was no such file, or the last thing told of it was its deletion. `Replacement`: it took the
    /// place of one that the rules know, and its content is told of as a modification of that.
    Novelty created(const std::string& path, Arrival arrival, NameIs name, FileType type = FileType::File);
    /// Its content changes; whoever does it has the file open.
    void written(const std::string& path);
    /// It stays open, and was changed since it was last reported.
    void grown(const std::string& path);
    enum class Content { Same, Changed };
    /// A writer closed it. Changed: and changed it since the last time.
    void closed(const std::string& path, Content content);
    /// Its content is another, and nobody is known to be writing.
    void modified(const std::string& path);
    void deleted(const std::string& path, FileType type = FileType::File);
    enum class Target { Free, Replaced };
    void renamed(const std::string& old_path, const std::string& new_path, Target target,
                 FileType type = FileType::File);
    /// Anything may have happened unseen: nobody's closing of a file is waited for any more.
    void may_have_missed_changes();

    [[nodiscard]] std::optional<SteadyTime> next_deadline() const { return files_.next_time(); }
    void report_due();
    /// Watching ends: reports all but those files that are not complete; returns their number.
    std::size_t report_all();

private:
    PendingFile& add(const std::string& path, bool is_believed, FileType type);
    void wait(PendingFile& file);
    void changed(PendingFile& file);
    [[nodiscard]] SteadyTime due_time(const PendingFile& file) const;
    [[nodiscard]] bool is_replacement(const PendingFile& file) const;
    static bool has_open_writer(const PendingFile& file, const std::optional<FileLook>& look);
    [[nodiscard]] bool is_complete(PendingFile& file);
    Novelty came_back(PendingFile& file, Arrival arrival, FileType type);
    void changed_directory(PendingFile& file, FileType new_type);
    void modified_by(Writer writer, const std::string& path);

    void look_again(PendingFile& file);
    void report(PendingFile& file);
    void report_existing(PendingFile& file);
    void report_under_new_name(PendingFile& file, bool replaces);
    bool free_place(const std::string& path, Target target);
    void make_room();

    void put_aside(const std::string& old_path, const std::string& new_path, bool replaces);
    void report_put_aside(PendingFile& file);
    void end_putting_aside(PendingFile& file);
    void end_putting_aside_of(const std::string& path);

    FileReports& reports_;
    const Clock& clock_;
    const ReportTiming timing_;
    const FileLooker look_;
    PendingFiles files_;
};

}  // namespace wee
