#include "tests/support/escape_corpus.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "tests/support/script_trial.h"

// What only the end of the process ends (EscapeKind::Time) is run where there is such a process: script/host.

namespace wee {
namespace {

constexpr std::size_t kMegabyte = 1024 * 1024;

TEST(EscapeCorpus, IsLargeEnoughAndNamesAreUnique) {
    std::set<std::string> names;
    std::size_t contained = 0;
    for (const EscapeAttempt& attempt : all_escape_attempts()) {
        EXPECT_TRUE(names.insert(attempt.name).second) << attempt.name;
        contained += attempt.kind == EscapeKind::Contained ? 1 : 0;
    }
    EXPECT_GE(contained, 100U);
    EXPECT_GE(names.size() - contained, 20U);
}

class EscapeCorpusTest : public testing::Test {
protected:
    static void SetUpTestSuite() { trial = new ScriptTrial; }
    static void TearDownTestSuite() { delete std::exchange(trial, nullptr); }

    /// One runtime for all: what one attempt leaves behind is the next one's.
    static void expect_contained(const EscapeAttempt& attempt) {
        trial->request.limits.memory = 16 * kMegabyte;
        EXPECT_EQ(trial->outcome(attempt.script), attempt.outcome) << attempt.name;
        EXPECT_EQ(trial->outcome("return tostring(string.rep('ab', 2)) .. type(on_event)"), "ababnil")
            << attempt.name;
    }

    static void expect_all_contained(const std::vector<EscapeAttempt>& attempts) {
        for (const EscapeAttempt& attempt : attempts) {
            if (attempt.kind == EscapeKind::Contained) {
                expect_contained(attempt);
            }
        }
    }

    static inline ScriptTrial* trial = nullptr;
};

TEST_F(EscapeCorpusTest, EveryWayOutIsClosed) {
    expect_all_contained(escapes_from_sandbox());
    for (const FakeScriptCalls::Call& call : trial->calls.calls) {
        ADD_FAILURE() << "the engine was asked for " << call.function;
    }
}

TEST_F(EscapeCorpusTest, EveryAttackOnTheHostIsSurvived) {
    expect_all_contained(attacks_on_host());
}

}  // namespace
}  // namespace wee
