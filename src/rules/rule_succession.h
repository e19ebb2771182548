#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "rules/rule_set.h"

namespace wee {

/// Which rules of one rule set go on in the next: those that have the same name and the same definition, and
/// whose definition is known.
class RuleSuccession {
public:
    RuleSuccession(const RuleSet& before, const RuleSet& after);

    [[nodiscard]] bool goes_on(RuleIndex before) const { return goes_on_[before]; }

    /// Moves what each rule before has to the place where the rule is now; the others have a T().
    template <typename T>
    [[nodiscard]] std::vector<T> carry_over(std::vector<T> before) const {
        std::vector<T> after(predecessors_.size());
        for (std::size_t i = 0; i < after.size(); ++i) {
            if (predecessors_[i]) {
                after[i] = std::move(before[*predecessors_[i]]);
            }
        }
        return after;
    }

private:
    std::vector<bool> goes_on_;                           // by place before
    std::vector<std::optional<RuleIndex>> predecessors_;  // by place after
};

}  // namespace wee
