#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/rule_index.h"
#include "rules/event_texts.h"
#include "rules/trigger.h"

namespace wee {

/// Which rules a file could match, by what their patterns ask of its name. What it names still has to be
/// evaluated; what it leaves out cannot match.
///
/// A rule is filed under every name ("Makefile"), extension ("txt") or first byte ("r" of "report*") of which
/// its trigger needs one, and under "others" when there is no such thing. Keys ignore case: a rule that minds
/// it is evaluated anyway.
class CandidateIndex {
public:
    /// REQUIRES: greater than every rule inserted before.
    void insert(RuleIndex rule, const Trigger& trigger);

    /// Calls visit(RuleIndex) for each candidate once, in ascending order. Does not allocate.
    template <typename Visit>
    void for_each(const EventTexts& event, Visit visit) const {
        Lists lists = lists_for(event);
        while (const std::span<const RuleIndex>* least = least_front(lists.in_use())) {
            const RuleIndex rule = least->front();
            for (std::span<const RuleIndex>& list : lists.in_use()) {
                if (!list.empty() && list.front() == rule) {
                    list = list.subspan(1);
                }
            }
            visit(rule);
        }
    }

private:
    struct CaseBlindHash {
        using is_transparent = void;  // NOLINT(readability-identifier-naming)
        std::size_t operator()(std::string_view text) const;
    };
    struct CaseBlindEqual {
        using is_transparent = void;  // NOLINT(readability-identifier-naming)
        bool operator()(std::string_view a, std::string_view b) const;
    };
    using RulesByText =
        std::unordered_map<std::string, std::vector<RuleIndex>, CaseBlindHash, CaseBlindEqual>;
    /// The others, and for each path the rules of its name, its extension and its first byte.
    struct Lists {
        std::array<std::span<const RuleIndex>, 1 + 3 * EventTexts::kMaximumPaths> lists;
        std::size_t count = 0;

        void add(std::span<const RuleIndex> list) {
            if (!list.empty()) {
                lists[count++] = list;
            }
        }
        [[nodiscard]] std::span<std::span<const RuleIndex>> in_use() { return {lists.data(), count}; }
    };

    [[nodiscard]] Lists lists_for(const EventTexts& event) const;
    static std::span<const RuleIndex> rules_of(const RulesByText& rules, std::string_view text);
    /// The list whose first rule comes first, or null when all are empty.
    static const std::span<const RuleIndex>* least_front(std::span<const std::span<const RuleIndex>> lists);

    RulesByText by_name_;
    RulesByText by_extension_;
    RulesByText by_first_byte_;
    std::vector<RuleIndex> others_;
};

}  // namespace wee
