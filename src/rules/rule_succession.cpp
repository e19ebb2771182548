#include "rules/rule_succession.h"

#include <string_view>
#include <unordered_map>

namespace wee {

RuleSuccession::RuleSuccession(const RuleSet& before, const RuleSet& after)
    : goes_on_(before.size(), false), predecessors_(after.size()) {
    std::unordered_map<std::string_view, RuleIndex> places;
    for (std::size_t i = 0; i < before.size(); ++i) {
        places.emplace(before.rule(static_cast<RuleIndex>(i)).name, static_cast<RuleIndex>(i));
    }
    for (std::size_t i = 0; i < after.size(); ++i) {
        const Rule& rule = after.rule(static_cast<RuleIndex>(i));
        const auto place = places.find(rule.name);
        if (place == places.end() || rule.definition == Fingerprint::Unknown ||
            rule.definition != before.rule(place->second).definition) {
            continue;
        }
        predecessors_[i] = place->second;
        goes_on_[place->second] = true;
        places.erase(place);  // of two rules of one name only one goes on
    }
}

}  // namespace wee
