#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/clock.h"
#include "sources/files/directory_tree.h"

namespace wee {

/// One file of a DirectoryTree.
struct FileKey {
    DirectoryId directory;
    std::string name;
    friend bool operator==(const FileKey&, const FileKey&) = default;
};

/// Decides when a change of a file's content is reported: when its writer closes it; for a file that stays
/// open (a log that grows), kReportDelay after its first change that was not reported, so at most that often.
/// Remembers a file for kReportDelay at most. Time comes from the clock; the owner wakes up at
/// `next_deadline`. Not synchronised.
class ModificationTracker {
public:
    static constexpr std::chrono::milliseconds kReportDelay{500};

    explicit ModificationTracker(const Clock& clock) : clock_(clock) {}

    /// The file is new: a change of its attributes that follows is part of its creation (`touch new`).
    void created(DirectoryId directory, std::string_view name);
    /// The content changed.
    void written(DirectoryId directory, std::string_view name);
    /// The attributes changed: alone nothing to report, but `touch` closes the file right after.
    void touched(DirectoryId directory, std::string_view name);
    /// A writer closed the file: true when that is to be reported as a modification now.
    [[nodiscard]] bool closed(DirectoryId directory, std::string_view name);
    /// The file has a new name; what was not reported is reported under that.
    void moved(DirectoryId from, std::string_view old_name, DirectoryId to, std::string_view new_name);
    void forget(DirectoryId directory, std::string_view name);

    /// When `take_due` has something to do; nothing while no file waits.
    [[nodiscard]] std::optional<SteadyTime> next_deadline() const;
    /// The files whose modification is to be reported now.
    [[nodiscard]] std::vector<FileKey> take_due();
    /// The same for all that wait, whenever they are due.
    [[nodiscard]] std::vector<FileKey> take_all();

private:
    enum class Change { Created, Touched, Written };
    struct Entry {
        FileKey file;
        Change change;
        SteadyTime deadline;
    };
    using Entries = std::list<Entry>;  // by deadline: every new one comes last
    struct View {                      // of the key of an entry
        DirectoryId directory;
        std::string_view name;
        friend bool operator==(const View&, const View&) = default;
    };
    struct HashView {
        std::size_t operator()(const View& view) const {
            return std::hash<std::string_view>{}(view.name) * 31 + view.directory.slot;
        }
    };

    void remember(DirectoryId directory, std::string_view name, Change change);
    [[nodiscard]] Entries::iterator find(DirectoryId directory, std::string_view name);
    [[nodiscard]] std::vector<FileKey> take_until(SteadyTime time);

    const Clock& clock_;
    Entries entries_;
    std::unordered_map<View, Entries::iterator, HashView> by_file_;
};

}  // namespace wee
