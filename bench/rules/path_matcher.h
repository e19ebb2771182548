#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "base/rule_index.h"
#include "bench/rules/workload.h"

namespace wee {

/// Tells which of a workload's patterns an event matches.
class PathMatcher {
public:
    virtual ~PathMatcher() = default;
    /// Adds the numbers of the patterns that match, in any order.
    virtual void match(std::size_t event, std::vector<RuleIndex>& matches) = 0;
    /// Called before events come for a second time: who learns from paths is to meet each as a new one.
    virtual void forget() {}
};

/// Each compiles the workload's patterns; the workload has to outlive it.
std::unique_ptr<PathMatcher> make_rule_set_matcher(const Workload& workload);
std::unique_ptr<PathMatcher> make_trigger_loop_matcher(const Workload& workload);
std::unique_ptr<PathMatcher> make_fnmatch_matcher(const Workload& workload);
/// Where the library was there when this was built.
std::unique_ptr<PathMatcher> make_hyperscan_matcher(const Workload& workload);
std::unique_ptr<PathMatcher> make_re2_set_matcher(const Workload& workload);

}  // namespace wee
