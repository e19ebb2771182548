#pragma once

#include <cstddef>
#include <string>
#include <unordered_set>

#include "telemetry/log.h"

namespace wee {

/// Tells the log which directories a file watcher could not watch: once for each that may not be read, and in
/// one line for all that the system's limit of watches left out. Not synchronised.
class WatchProblems {
public:
    /// What becomes of the directories that the limit leaves out.
    enum class LeftOut { Unwatched, Polled };

    WatchProblems(std::string source, Log& log, LeftOut left_out = LeftOut::Unwatched)
        : source_(std::move(source)), log_(log), left_out_(left_out) {}

    /// `error`: why the directory cannot be watched or read (an errno). One that is missing is no problem.
    void add(const std::string& path, int error);
    /// After a scan: writes the line about the limit when it is due, again each time the number has doubled.
    void report();
    /// The directory is not there (any more), or no directory.
    [[nodiscard]] static bool is_missing(int error);
    /// The reason with the mend, if there is one: the end of a sentence.
    [[nodiscard]] static std::string explain(int error);
    [[nodiscard]] std::size_t directories_not_watched() const { return over_limit_; }

private:
    const std::string source_;
    Log& log_;
    const LeftOut left_out_;
    std::unordered_set<std::string> unreadable_;
    std::size_t over_limit_ = 0;
    std::size_t reported_over_limit_ = 0;
    std::string first_over_limit_;
};

}  // namespace wee
