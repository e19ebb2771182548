#include "engine/rule_fixture.h"

#include <set>
#include <string_view>

namespace wee {
namespace {

using NameSet = std::set<std::string_view>;

void append_descriptions(std::vector<std::string>& descriptions, const ExecutableRule& rule,
                         const Event& event) {
    const RunScope scope(event, *rule.secrets);
    for (const RuleAction& step : rule.actions) {
        descriptions.push_back(step.action->describe(scope));
    }
}

}  // namespace

FixtureOutcome try_fixture(const TestConfig& test, const RuleGeneration& generation) {
    std::vector<RuleIndex> matches;
    generation.rules->match(test.event, matches);
    FixtureOutcome outcome;
    for (const RuleIndex rule : matches) {
        outcome.rules.push_back(generation.rules->rule(rule).name);
        append_descriptions(outcome.actions, *generation.executables[rule], test.event);
    }
    outcome.rules_agree =
        NameSet(outcome.rules.begin(), outcome.rules.end()) == NameSet(test.rules.begin(), test.rules.end());
    outcome.actions_agree = !test.actions || *test.actions == outcome.actions;
    return outcome;
}

}  // namespace wee
