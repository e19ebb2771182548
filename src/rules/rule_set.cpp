#include "rules/rule_set.h"

#include <algorithm>
#include <utility>

#include "rules/event_texts.h"

namespace wee {

RuleSet::RuleSet(std::vector<Rule> rules) : rules_(std::move(rules)) {
    for (std::size_t i = 0; i < rules_.size(); ++i) {
        if (!rules_[i].enabled) {
            continue;
        }
        const Trigger& trigger = rules_[i].trigger;
        const EventKindSet kinds = possible_kinds(trigger);
        for (const EventKind kind : all_event_kinds()) {
            if (kinds.contains(kind)) {
                candidates_by_kind_[static_cast<std::size_t>(kind)].insert(static_cast<RuleIndex>(i),
                                                                           trigger);
            }
        }
    }
}

void RuleSet::match(const Event& event, std::vector<RuleIndex>& matches) const {
    const EventTexts texts(event);
    candidates_by_kind_[static_cast<std::size_t>(event.kind)].for_each(texts, [&](RuleIndex rule) {
        if (is_met(rules_[rule].trigger, texts)) {
            matches.push_back(rule);
        }
    });
}

std::size_t RuleSet::enabled_count() const {
    return static_cast<std::size_t>(std::ranges::count(rules_, true, &Rule::enabled));
}

}  // namespace wee
