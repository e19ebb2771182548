#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "event/event.h"
#include "rules/rule.h"

namespace wee {

/// What every rule matcher is measured with: as many patterns as wanted in the usual mix (`*.ext`,
/// `**/dir/*.ext`, names, prefixes, contained texts in turn), and events for files that it has not seen.
struct Workload {
    static constexpr std::size_t kEvents = 4'096;
    static constexpr std::size_t kPathLength = 53;

    explicit Workload(std::size_t pattern_count);

    std::vector<std::string> patterns;
    std::vector<Event> events;       ///< Of files created; each path is another.
    std::vector<std::string> paths;  ///< Those of the events.
};

/// A rule for each pattern, of files created or modified.
std::vector<Rule> rules_of(const std::vector<std::string>& patterns);

/// The pattern as a regular expression for whole paths, in the form that is quickest to match: what a leading
/// `*` stands for is left out.
std::string regex_of(const std::string& pattern);

}  // namespace wee
