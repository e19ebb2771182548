#include <cstddef>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "event/event_json.h"
#include "rules/rule_set.h"
#include "tests/support/naive_rules.h"
#include "tests/support/random_rules.h"

// Holds the rule set, with its index, against every trigger evaluated by itself, word by word as the
// documentation says.

namespace wee {
namespace {

#ifdef NDEBUG
constexpr std::size_t kEventsForRules = 100;
#else
constexpr std::size_t kEventsForRules = 10;
#endif

class RuleSetDifferential : public testing::Test {
protected:
    /// How many rules matched.
    std::size_t compare(std::size_t sets, std::size_t rules_each) {
        std::size_t matched = 0;
        for (std::size_t set = 0; set < sets && !HasFailure(); ++set) {
            const std::vector<Rule> rules = input_.rules(rules_each);
            const RuleSet compiled(rules);
            for (std::size_t i = 0; i < kEventsForRules; ++i) {
                const Event event = input_.event();
                std::vector<RuleIndex> actual;
                compiled.match(event, actual);
                EXPECT_EQ(actual, naive::matches(rules, event)) << "set " << set << ": " << to_json(event);
                matched += actual.size();
            }
        }
        return matched;
    }

private:
    std::mt19937 random_{1};
    RandomRules input_{[this](std::size_t bound) { return random_() % bound; }};
};

TEST_F(RuleSetDifferential, AgreesWithEveryTriggerByItselfInSmallSets) {
    EXPECT_GT(compare(2'000, 5), kEventsForRules * 200U);
}

TEST_F(RuleSetDifferential, AgreesWithEveryTriggerByItselfInSetsOfHundreds) {
    EXPECT_GT(compare(50, 300), kEventsForRules * 200U);
}

}  // namespace
}  // namespace wee
