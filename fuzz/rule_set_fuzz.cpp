// Rules and events of every form, chosen by the fuzzer's bytes: the compiled set must find what an evaluator
// that reads as the documentation does finds.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "rules/rule_set.h"
#include "tests/support/naive_rules.h"
#include "tests/support/random_rules.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::size_t read = 0;
    const auto choose = [&](std::size_t bound) {
        return read < size ? std::size_t{data[read++]} % bound : std::size_t{0};
    };
    wee::RandomRules input(choose);
    const std::vector<wee::Rule> rules = input.rules(1 + choose(8));
    const wee::RuleSet compiled(rules);
    do {
        const wee::Event event = input.event();
        std::vector<wee::RuleIndex> matches;
        compiled.match(event, matches);
        if (matches != wee::naive::matches(rules, event)) {
            std::abort();
        }
    } while (read < size);
    return 0;
}
