#include "rules/rule_set.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>

#include "rules/event_texts.h"

namespace wee {
namespace {

CandidateIndex index_of(const std::vector<Rule>& rules) {
    CandidateIndexBuilder builder(rules.size());
    for (const Rule& rule : rules) {
        if (rule.enabled) {
            builder.count(rule.trigger);
        }
    }
    for (std::size_t i = 0; i < rules.size(); ++i) {
        if (rules[i].enabled) {
            builder.insert(static_cast<RuleIndex>(i), rules[i].trigger);
        }
    }
    return std::move(builder).build();
}

/// Evaluates what is left to evaluate of each candidate.
class Matching final : public CandidateVisitor {
public:
    Matching(const std::vector<Rule>& rules, const EventTexts& event, std::vector<RuleIndex>& matches)
        : rules_(rules), event_(event), matches_(matches) {}

    void visit(std::span<const Candidate> candidates, bool proven) override {
        const EventKind kind = event_.event().kind;
        for (const Candidate& candidate : candidates) {
            if (candidate.possible.contains(kind) && ((proven && candidate.certain.contains(kind)) ||
                                                      is_met(rules_[candidate.rule].trigger, event_))) {
                matches_.push_back(candidate.rule);
            }
        }
    }

private:
    const std::vector<Rule>& rules_;
    const EventTexts& event_;
    std::vector<RuleIndex>& matches_;
};

}  // namespace

RuleSet::RuleSet(std::vector<Rule> rules) : rules_(std::move(rules)), candidates_(index_of(rules_)) {}

void RuleSet::match(const Event& event, std::vector<RuleIndex>& matches) const {
    const auto first = static_cast<std::ptrdiff_t>(matches.size());
    const EventTexts texts(event);
    Matching matching(rules_, texts, matches);
    candidates_.visit_candidates(texts, matching);
    if (matches.end() - matches.begin() > first + 1) {
        std::sort(matches.begin() + first, matches.end());
        matches.erase(std::unique(matches.begin() + first, matches.end()), matches.end());
    }
}

std::size_t RuleSet::enabled_count() const {
    return static_cast<std::size_t>(std::ranges::count(rules_, true, &Rule::enabled));
}

}  // namespace wee
