#pragma once

#include <string>

#include "config/config.h"
#include "engine/rule_fixture.h"

namespace wee {

/// What came of one test. Pure functions.

/// "PASS  name", or "FAIL  name (file:line)" and the differences: a line with `-` for what was expected and
/// is not there, one with `+` for what is there and was not expected.
std::string test_to_people(const TestConfig& test, const FixtureOutcome& outcome);

/// {"name", "passed", "place", "expected": {"rules", "actions"}, "actual": {"rules", "actions"}} on one line;
/// "actions" of "expected" is null when the test expects none.
std::string test_to_programs(const TestConfig& test, const FixtureOutcome& outcome);

}  // namespace wee
