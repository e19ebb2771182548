#pragma once

#include <cstddef>
#include <vector>

#include "event/event.h"
#include "rules/candidate_index.h"
#include "rules/rule.h"

namespace wee {

/// The rules, compiled once and never changed after: any thread may read it, a reload swaps it whole.
///
/// Rules are filed under what their triggers need (CandidateIndex), so an event meets only those that can
/// match it; disabled rules are filed nowhere. Keeps the order of the configuration.
class RuleSet {
public:
    explicit RuleSet(std::vector<Rule> rules);

    /// Appends the indexes of the rules that the event matches, in the configuration's order. Does not
    /// allocate when nothing matches (but for texts of more than 4096 bytes, where their case or the
    /// separators of a Windows path have to be changed).
    void match(const Event& event, std::vector<RuleIndex>& matches) const;

    [[nodiscard]] const Rule& rule(RuleIndex index) const { return rules_[index]; }
    [[nodiscard]] std::size_t size() const { return rules_.size(); }
    [[nodiscard]] std::size_t enabled_count() const;

private:
    std::vector<Rule> rules_;
    CandidateIndex candidates_;
};

}  // namespace wee
