#include "engine/rule_generation.h"

#include <string_view>
#include <unordered_map>
#include <utility>

namespace wee {
namespace {

std::shared_ptr<const ExecutableRule> make_executable(const RuleConfig& rule,
                                                      const std::shared_ptr<const Secrets>& secrets,
                                                      const ActionPorts& ports) {
    ActionList actions;
    for (const ActionConfig& action : rule.actions) {
        actions.push_back({make_action(action.options, ports), action.on_error, action.retry, action.name});
    }
    return std::make_shared<ExecutableRule>(
        ExecutableRule{rule.rule.name, std::move(actions), rule.run, secrets});
}

/// Finds the rules of a generation by their name.
class RulesByName {
public:
    explicit RulesByName(const RuleGeneration& generation) : generation_(generation) {
        for (RuleIndex index = 0; index < generation.executables.size(); ++index) {
            indexes_.emplace(generation.executables[index]->name, index);
        }
    }

    /// The rule's executable when the rule is there and says the same, else null.
    [[nodiscard]] std::shared_ptr<const ExecutableRule> find_same(const Rule& rule) const {
        const auto found = indexes_.find(rule.name);
        const bool is_same = found != indexes_.end() && rule.definition != Fingerprint::Unknown &&
                             generation_.rules->rule(found->second).definition == rule.definition;
        return is_same ? generation_.executables[found->second] : nullptr;
    }

private:
    const RuleGeneration& generation_;
    std::unordered_map<std::string_view, RuleIndex> indexes_;
};

}  // namespace

RuleGeneration make_rule_generation(const Config& config, const ActionPorts& ports,
                                    const RuleGeneration& previous) {
    const RulesByName former(previous);
    RuleGeneration generation;
    std::vector<Rule> matched;
    for (const RuleConfig& rule : config.rules) {
        std::shared_ptr<const ExecutableRule> executable = former.find_same(rule.rule);
        generation.unchanged += executable ? 1 : 0;
        generation.executables.push_back(executable ? std::move(executable)
                                                    : make_executable(rule, config.secrets, ports));
        matched.push_back(rule.rule);
    }
    generation.rules = std::make_shared<RuleSet>(std::move(matched));
    return generation;
}

}  // namespace wee
