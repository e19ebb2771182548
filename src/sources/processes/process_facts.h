#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"

namespace wee {

using ProcessNumber = std::uint32_t;

/// One process for good: the system uses process ids again, but not together with the same start.
struct ProcessIdentity {
    ProcessNumber pid = 0;
    std::uint64_t start = 0;  ///< In a unit of the system's own; 0: not known, which fits every start.

    [[nodiscard]] bool fits(const ProcessIdentity& other) const {
        return pid == other.pid && (start == other.start || start == 0 || other.start == 0);
    }
    friend bool operator==(const ProcessIdentity&, const ProcessIdentity&) = default;
};

/// When something happened: on a clock that never goes back, and on the calendar.
struct ProcessMoment {
    std::chrono::nanoseconds uptime{};
    WallTime wall{};
};

/// What is known of a process beyond its id. What could not be learnt is empty.
struct ProcessDetails {
    std::string name;         ///< The program's file name, whole.
    std::string listed_name;  ///< As a listing shows it, maybe shortened: tells a change of program cheaply.
    std::string command_line;
    bool command_line_is_cut = false;
    std::string exe;
    std::string working_directory;
    std::string user;
    std::optional<ProcessNumber> parent;
    std::optional<std::uint32_t> session;
};

/// A process as a listing of all of them shows it.
struct ListedProcess {
    ProcessIdentity identity;
    ProcessNumber parent = 0;
    std::string listed_name;
    ProcessMoment begun;
};

/// All processes that ran at about the same time.
struct ProcessListing {
    std::vector<ListedProcess> processes;
    ProcessMoment taken_at;  ///< Just before the first was looked at.
};

/// A closer look at one process.
struct InspectedProcess {
    ListedProcess listed;
    ProcessDetails details;
    std::chrono::nanoseconds looked_at{};  ///< Uptime just before the look.
};

/// How a process, or the program in it, ended.
struct ProcessEnd {
    std::optional<int> exit_code;  ///< 128 and the signal's number where a signal ended it.
    std::string signal;            ///< "SIGTERM"; empty: it was none.
    std::string reason;            ///< Where it was no exit: why it is over.

    /// The process goes on with another program.
    static ProcessEnd replaced() { return {std::nullopt, {}, "exec"}; }
};

}  // namespace wee
