// The compiled rule set, and every trigger by itself.
#include "bench/rules/path_matcher.h"
#include "rules/event_texts.h"
#include "rules/rule_set.h"

namespace wee {
namespace {

class RuleSetMatcher final : public PathMatcher {
public:
    explicit RuleSetMatcher(const Workload& workload)
        : workload_(workload), rules_(rules_of(workload.patterns)) {}

    void match(std::size_t event, std::vector<RuleIndex>& matches) override {
        rules_.match(workload_.events[event], matches);
    }

private:
    const Workload& workload_;
    RuleSet rules_;
};

class TriggerLoopMatcher final : public PathMatcher {
public:
    explicit TriggerLoopMatcher(const Workload& workload)
        : workload_(workload), rules_(rules_of(workload.patterns)) {}

    void match(std::size_t event, std::vector<RuleIndex>& matches) override {
        const EventTexts texts(workload_.events[event]);
        for (std::size_t i = 0; i < rules_.size(); ++i) {
            if (is_met(rules_[i].trigger, texts)) {
                matches.push_back(static_cast<RuleIndex>(i));
            }
        }
    }

private:
    const Workload& workload_;
    std::vector<Rule> rules_;
};

}  // namespace

std::unique_ptr<PathMatcher> make_rule_set_matcher(const Workload& workload) {
    return std::make_unique<RuleSetMatcher>(workload);
}

std::unique_ptr<PathMatcher> make_trigger_loop_matcher(const Workload& workload) {
    return std::make_unique<TriggerLoopMatcher>(workload);
}

}  // namespace wee
