#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/clock.h"
#include "sources/files/directory_tree.h"
#include "sources/files/file_tracker.h"
#include "sources/files/linux/watched_roots.h"
#include "sources/files/linux/watched_tree.h"
#include "sources/files/move_pairing.h"

namespace wee {

/// Reads the kernel's records and tells the tree, the tracker and the roots what they mean. Not synchronised.
class InotifyTranslator {
public:
    enum class Outcome { Complete, QueueOverflowed };

    /// All must outlive the object.
    InotifyTranslator(DirectoryTree& tree, FileTracker& tracker, WatchedTree& watched, WatchedRoots& roots,
                      const Clock& clock)
        : tree_(tree), tracker_(tracker), watched_(watched), roots_(roots), moves_(clock) {}

    /// `records`: whole ones, as the kernel gave them.
    Outcome translate(std::span<const std::byte> records);

    /// Moves whose second half did not come in time, or need not be waited for any more.
    void settle_overdue();
    void settle_all();
    [[nodiscard]] std::optional<SteadyTime> next_deadline() const { return moves_.next_deadline(); }

private:
    struct Record {
        WatchId watch;
        std::uint32_t mask;
        std::uint32_t cookie;
        std::string_view name;
        bool is_directory;
    };

    void apply(const Record& record);
    void apply_to_entry(DirectoryId directory, Record record);
    void apply_to_file(DirectoryId directory, const Record& record);
    void apply_to_subdirectory(DirectoryId directory, const Record& record);
    void arrived(DirectoryId directory, const Record& record);
    void settle_namesake(DirectoryId directory, std::string_view name);
    void settle(const MovePairing::Half& half);

    DirectoryTree& tree_;
    FileTracker& tracker_;
    WatchedTree& watched_;
    WatchedRoots& roots_;
    MovePairing moves_;
};

}  // namespace wee
