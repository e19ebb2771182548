#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "sources/files/directory_lister.h"
#include "sources/files/file_tracker.h"

namespace wee {

/// What polling remembers of a file: enough to tell that it is another one, or has another content.
struct PolledFile {
    std::string name;
    std::uint64_t identity = 0;  ///< A hash; odd when it is sure to be of this file and no later one.
    std::uint64_t content = 0;   ///< A hash of size and time.
    bool is_empty = false;
};

std::uint64_t hash_of(const FileIdentity& identity);
PolledFile make_polled_file(const DirectoryEntry& entry);

/// The differences of one pass over the files, brought together and told to the tracker: a file that went
/// from one place and came to another was renamed. Not synchronised.
class PolledFiles {
public:
    /// Both must outlive the object.
    PolledFiles(const DirectoryTree& tree, FileTracker& tracker) : tree_(tree), tracker_(tracker) {}

    void came(DirectoryId directory, const PolledFile& file) { came_.push_back({directory, file}); }
    void went(DirectoryId directory, const PolledFile& file) { went_.push_back({directory, file}); }
    void changed(DirectoryId directory, std::string_view name) {
        changed_.push_back({directory, std::string(name)});
    }
    /// The pass is over: reports it. Places in directories that are not in the tree any more are left out.
    void report();

private:
    struct Sighting {
        DirectoryId directory;
        PolledFile file;
        std::size_t partner = kNone;  // in the other list: the same file in its other place
    };
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    using Places = std::unordered_set<std::string>;

    void pair();
    void report_moves(const Places& left);
    void report_arrival(const Sighting& now, const Places& left);
    [[nodiscard]] static std::string place_of(DirectoryId directory, std::string_view name);

    const DirectoryTree& tree_;
    FileTracker& tracker_;
    std::vector<Sighting> came_;
    std::vector<Sighting> went_;
    std::vector<FileKey> changed_;
};

}  // namespace wee
