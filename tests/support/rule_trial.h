#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/rule_evaluator.h"
#include "tests/support/triggers.h"

namespace wee {

/// Writes down what it is told, one line each: "text fires /a.txt at 500" (name, path, milliseconds).
class FiringLog final : public FiringHandler {
public:
    void on_fire(const RuleSet& rules, Firing firing) override {
        const auto time = std::chrono::duration_cast<std::chrono::milliseconds>(firing.time - SteadyTime{});
        add(rules.rule(firing.rule),
            "fires " + *firing.event->metadata.find(FieldId::Path) + " at " + std::to_string(time.count()));
        last_ = std::move(firing);
    }
    void on_rules_replaced(const RuleSet& rules) override {
        lines_.push_back("replaced by " + std::to_string(rules.size()));
    }
    void on_suspended(const Rule& rule, const Event& event, std::string_view key) override {
        const std::string& path = *event.metadata.find(FieldId::Path);
        add(rule, "suspended for " + std::string(key) + (path == key ? "" : " by " + path));
    }
    void on_resumed(const Rule& rule, std::string_view key, std::uint64_t held_back) override {
        add(rule, "resumed for " + std::string(key) + " after " + std::to_string(held_back));
    }
    void on_discarded(const Rule& rule, std::size_t count) override {
        add(rule, "discarded " + std::to_string(count));
    }

    /// The lines since the last call.
    [[nodiscard]] std::vector<std::string> take() { return std::exchange(lines_, {}); }
    [[nodiscard]] const Firing& last() const { return last_; }

private:
    void add(const Rule& rule, const std::string& text) { lines_.push_back(rule.name + ' ' + text); }

    std::vector<std::string> lines_;
    Firing last_;
};

/// Rules held against events at times that the test says, in milliseconds.
class RuleTrial {
public:
    explicit RuleTrial(std::vector<Rule> rules, TimeSource time_source = TimeSource::Machine)
        : evaluator_(std::make_shared<const RuleSet>(std::move(rules)), log_, time_source) {}

    /// Time passes; what happened since the last look.
    std::vector<std::string> pass_until(int time) {
        evaluator_.advance(SteadyTime{} + std::chrono::milliseconds{time});
        return log_.take();
    }
    /// A file is made; what happened since the last look.
    std::vector<std::string> see(int time, std::string path) {
        evaluator_.advance(SteadyTime{} + std::chrono::milliseconds{time});
        Event event = file_event(std::move(path));
        evaluator_.evaluate(event);
        return log_.take();
    }
    std::vector<std::string> replace(std::vector<Rule> rules) {
        evaluator_.replace_rules(std::make_shared<const RuleSet>(std::move(rules)));
        return log_.take();
    }

    [[nodiscard]] RuleEvaluator& evaluator() { return evaluator_; }
    [[nodiscard]] const RuleTotals& totals() const { return evaluator_.totals(); }
    [[nodiscard]] FiringLog& log() { return log_; }

private:
    FiringLog log_;
    RuleEvaluator evaluator_;
};

inline bool is_balanced(const RuleTotals& totals) {
    return totals.matched == totals.fired + totals.held_back + totals.throttled + totals.suspended_firings +
                                 totals.discarded + totals.pending;
}

/// A rule without a breaker for files of that pattern.
inline Rule rule_for(std::string name, std::string_view pattern, RuleTiming timing = {}) {
    Rule rule;
    rule.name = std::move(name);
    rule.trigger = path_glob(pattern);
    rule.timing = timing;
    rule.breaker.enabled = false;
    rule.definition = Fingerprint{1};
    return rule;
}

}  // namespace wee
