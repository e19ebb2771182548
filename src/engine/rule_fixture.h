#pragma once

#include <string>
#include <vector>

#include "config/config.h"
#include "engine/run_dispatcher.h"

namespace wee {

/// What the rules make of a test's event, beside what the test expects.
struct FixtureOutcome {
    std::vector<std::string> rules{};    ///< That match, in the order of the configuration.
    std::vector<std::string> actions{};  ///< That would run, in that order too, as a dry run describes them.
    bool rules_agree = false;            ///< As sets.
    bool actions_agree = false;          ///< In order; true when the test expects none.

    [[nodiscard]] bool passed() const { return rules_agree && actions_agree; }
};

/// Holds a test's event against the enabled rules. Runs nothing; debounce, throttle and modes do not count.
FixtureOutcome try_fixture(const TestConfig& test, const RuleGeneration& generation);

}  // namespace wee
