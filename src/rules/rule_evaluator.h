#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "event/event.h"
#include "rules/breaker.h"
#include "rules/debounce.h"
#include "rules/firing_handler.h"
#include "rules/keyed_queue.h"
#include "rules/matched_event.h"
#include "rules/rule_set.h"
#include "rules/rule_time.h"
#include "rules/rule_totals.h"
#include "rules/throttle.h"

namespace wee {

/// What a firing that waited is dated with.
enum class TimeSource {
    Machine,  ///< The time at which it comes about, so that a busy machine does not fire too often.
    Events,   ///< The time at which it was due, so that a replay gives the same at any speed.
};

/// Holds events against rules, one after the other: match -> debounce -> throttle -> breaker -> fire. All rule
/// state is here. Knows no thread and no clock: it is told what time it is. Not synchronised.
class RuleEvaluator {
public:
    /// `handler` must outlive it.
    RuleEvaluator(std::shared_ptr<const RuleSet> rules, FiringHandler& handler, TimeSource time_source);

    /// It is `now`, or as late as it was if that was later: everything that is due fires and resumes, in the
    /// order of time; of firings due at the same time the one of the first rule comes first, and of one rule
    /// the one that has waited since the earliest event. A key resumes before a firing of the same moment.
    void advance(SteadyTime now);
    /// When `advance` has something to do at the latest; kNever when nothing waits.
    [[nodiscard]] SteadyTime next_deadline();

    /// Holds the event against every rule, at the time of the last `advance`. Its contents may be moved away.
    void evaluate(Event& event);

    /// The rules are these from now on. Timers, throttles and breakers of rules that RuleSuccession lets go
    /// on stay as they are, those of the others end as FiringHandler says.
    void replace_rules(std::shared_ptr<const RuleSet> rules);

    /// Time passes until nothing waits in a debounce.
    void fire_pending();
    /// What waits in a debounce never fires.
    void discard_pending();

    [[nodiscard]] const RuleTotals& totals() const { return totals_; }

private:
    void on_match(RuleIndex rule, MatchedEvent& event);
    void hold(RuleIndex rule, std::string_view key, MatchedEvent& event);
    [[nodiscard]] bool may_fire(RuleIndex rule, std::string_view key, const Event& event);
    [[nodiscard]] bool is_let_through(RuleIndex rule, std::string_view key, const Event& event);
    void fire(Firing firing);
    void fire_next_pending(SteadyTime now);
    void resume(const Breaker::Resumption& resumption);
    void discard(RuleIndex rule);
    void forget_rules_that_end(const RuleSuccession& succession);
    void identify_new_rules();
    void purge();

    std::shared_ptr<const RuleSet> rules_;
    FiringHandler& handler_;
    const TimeSource time_source_;
    SteadyTime now_ = SteadyTime::min();
    SteadyTime next_purge_ = kNever;
    std::vector<RuleId> ids_;  // by rule
    std::uint64_t last_id_ = 0;
    Debounce debounce_;
    Throttle throttle_;
    Breaker breaker_;
    RuleTotals totals_;
    std::vector<RuleIndex> matches_;
};

}  // namespace wee
