#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/clock.h"
#include "sources/files/file_look.h"
#include "sources/files/file_reports.h"

namespace wee {

/// Who writes to a file, as far as the system tells.
enum class Writer {
    Unknown,
    Creating,  ///< It was opened to be made: its writer has not closed it yet, if it was made that way.
    Open,
    Closed,
};

/// A file (or directory) that something happened to, about which not all has been said.
struct PendingFile {
    const std::string path;
    FileType type = FileType::File;
    bool is_believed = false;  ///< The rules take it that there is such a file.
    bool exists = true;
    bool is_changed = false;  ///< Its content, since it was last reported.
    Writer writer = Writer::Unknown;
    SteadyTime first{};              ///< The first thing that happened.
    SteadyTime last{};               ///< And the latest.
    std::optional<FileLook> look{};  ///< After the latest thing, where it was taken.
    /// It was put aside under this other name, and something new of its own name may come. That one's
    /// `moved_from` names it. Empty: not so.
    std::string moved_to{};
    std::string moved_from{};
};

/// Those files by path, and when each is to be looked at next. Nothing costs more than O(log n). Pointers live
/// until the file is removed. Not synchronised.
class PendingFiles {
public:
    [[nodiscard]] PendingFile* find(const std::string& path);
    /// REQUIRES: no file of that path.
    PendingFile& add(const std::string& path);
    void remove(const std::string& path);
    /// The file under its new path, with all that is known of it. REQUIRES: no file of the new path.
    PendingFile& rename(const std::string& old_path, const std::string& new_path);

    /// The file is looked at by this time: sooner where that was planned already. REQUIRES: one of these.
    void schedule(const PendingFile& file, SteadyTime time);
    void unschedule(const PendingFile& file);
    [[nodiscard]] std::optional<SteadyTime> next_time() const;
    /// The first of those whose time has come, which has no time any more; null when there is none.
    PendingFile* take_due(SteadyTime now);

    [[nodiscard]] std::size_t size() const { return files_.size(); }
    [[nodiscard]] bool empty() const { return files_.empty(); }
    [[nodiscard]] std::vector<std::string> paths() const;

private:
    using Schedule = std::multimap<SteadyTime, std::string_view>;
    struct Slot {
        PendingFile file;
        Schedule::iterator place;
    };

    [[nodiscard]] Slot& slot_of(const std::string& path) { return files_.find(path)->second; }

    std::unordered_map<std::string, Slot> files_;
    Schedule schedule_;  // views of the paths of files_
};

}  // namespace wee
