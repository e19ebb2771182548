#include "engine/rule_generation.h"

#include <memory>
#include <utility>
#include <vector>

namespace wee {
namespace {

std::shared_ptr<const ExecutableRule> make_executable_rule(const RuleConfig& rule, const ActionPorts& ports) {
    ActionList actions;
    for (const ActionConfig& action : rule.actions) {
        actions.push_back(RuleAction{make_action(action.options, ports), action.on_error, action.retry});
    }
    return std::make_shared<ExecutableRule>(ExecutableRule{rule.rule.name, std::move(actions), rule.run});
}

}  // namespace

RuleGeneration make_rule_generation(const Config& config, const ActionPorts& ports) {
    std::vector<Rule> rules;
    RuleGeneration generation;
    for (const RuleConfig& rule : config.rules) {
        rules.push_back(rule.rule);
        generation.executables.push_back(make_executable_rule(rule, ports));
    }
    generation.rules = std::make_shared<RuleSet>(std::move(rules));
    return generation;
}

}  // namespace wee
