#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <system_error>
#include <vector>

#include "sources/files/polled_tree.h"
#include "telemetry/log.h"

namespace wee {

/// Who asks for a root to be polled.
enum class PolledRootKind {
    Named,  ///< The user: the log says when it comes and goes.
    Found,  ///< Another watcher, which cannot see into it.
};

/// The paths that are polled: directories, files, or nothing yet. Not synchronised.
class PolledRoots {
public:
    /// All but `source` must outlive the object.
    PolledRoots(std::string source, DirectoryTree& tree, PolledTree& polled, const DirectoryLister& lister,
                Log& log)
        : source_(std::move(source)), tree_(tree), polled_(polled), lister_(lister), log_(log) {}

    /// `arrival`: of what the root holds at the next pass. A path that is there already stays as it is.
    void add(const std::string& path, PolledRootKind kind, Arrival arrival);
    /// What was known of it is reported as gone by the next pass.
    void remove(const std::string& path);
    /// Looks at all of them and reports what has changed.
    void pass(const std::stop_token& stop);
    /// Why not one of the paths can be polled; nothing while at least one can, or is awaited.
    [[nodiscard]] std::optional<std::string> failure() const;

private:
    enum class State { New, Missing, Directory, File };
    struct Root {
        std::string path;
        PolledRootKind kind;
        Arrival arrival;
        State state = State::New;
        std::optional<DirectoryId> own{};  // its directory, where it is not a part of another root
        std::error_code error{};
    };

    void look_at(Root& root, const std::stop_token& stop);
    [[nodiscard]] std::optional<State> find_state(Root& root, DirectoryEntry& found);
    DirectoryId visit(const Root& root, State seen, const DirectoryEntry& found, const std::stop_token& stop);
    void retire_own(Root& root);
    void tell(const Root& root, State seen);

    const std::string source_;
    DirectoryTree& tree_;
    PolledTree& polled_;
    const DirectoryLister& lister_;
    Log& log_;
    std::vector<Root> roots_;  // by path, so that a directory comes before what lies in it
};

}  // namespace wee
