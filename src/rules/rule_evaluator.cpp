#include "rules/rule_evaluator.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

namespace wee {
namespace {

constexpr std::chrono::milliseconds kNone{0};
// What throttles and breakers know of keys that are seen no more is given back: so late at most, and so much
// in one go that no event waits for it.
constexpr std::chrono::minutes kTimeBetweenPurges{1};
constexpr std::chrono::milliseconds kTimeWithinPurge{1};
constexpr std::size_t kPurgedAtOnce = 10'000;

}  // namespace

RuleEvaluator::RuleEvaluator(std::shared_ptr<const RuleSet> rules, FiringHandler& handler,
                             TimeSource time_source)
    : rules_(std::move(rules)),
      handler_(handler),
      time_source_(time_source),
      ids_(rules_->size()),
      debounce_(rules_->size()),
      throttle_(rules_->size()) {
    identify_new_rules();
}

void RuleEvaluator::identify_new_rules() {
    for (RuleId& id : ids_) {
        id = id == RuleId{} ? RuleId{++last_id_} : id;
    }
}

void RuleEvaluator::advance(SteadyTime now) {
    now = std::max(time_after(now, kNone), now_);  // never kNever, which nothing may be due at
    for (;;) {
        const SteadyTime firing = debounce_.nothing_before() <= now ? debounce_.next_due() : kNever;
        const SteadyTime resumption = breaker_.next_resumption();
        if (std::min(firing, resumption) > now) {
            break;
        }
        if (resumption <= firing) {
            resume(breaker_.take_resumption());
        } else {
            fire_next_pending(now);
        }
    }
    now_ = now;
    if (next_purge_ <= now_) {
        purge();
    }
}

SteadyTime RuleEvaluator::next_deadline() {
    return std::min({debounce_.next_due(), breaker_.next_resumption(), next_purge_});
}

void RuleEvaluator::evaluate(Event& event) {
    matches_.clear();
    rules_->match(event, matches_);
    if (matches_.empty()) {
        return;
    }
    totals_.matched += matches_.size();
    MatchedEvent matched(event);
    for (const RuleIndex rule : matches_) {
        on_match(rule, matched);
    }
}

void RuleEvaluator::on_match(RuleIndex rule, MatchedEvent& event) {
    handler_.on_match(rule);
    const std::string_view key = event.key_for(rules_->rule(rule));
    if (rules_->rule(rule).timing.debounce > kNone) {
        hold(rule, key, event);
    } else if (may_fire(rule, key, event.event())) {
        fire({rule, event.share(), std::string(key), now_});
    }
}

void RuleEvaluator::hold(RuleIndex rule, std::string_view key, MatchedEvent& event) {
    const auto held = debounce_.hold(rule, key, event.share(), now_, rules_->rule(rule).timing.debounce);
    ++(held == Debounce::Held::First ? totals_.pending : totals_.held_back);
}

void RuleEvaluator::fire_next_pending(SteadyTime now) {
    PendingFiring pending = debounce_.take_next();
    now_ = time_source_ == TimeSource::Events ? pending.due : now;
    --totals_.pending;
    if (may_fire(pending.rule, pending.key, *pending.event)) {
        fire({pending.rule, std::move(pending.event), std::move(pending.key), now_});
    }
}

bool RuleEvaluator::may_fire(RuleIndex rule, std::string_view key, const Event& event) {
    const std::chrono::milliseconds silence = rules_->rule(rule).timing.throttle;
    if (silence > kNone && !throttle_.admit(rule, key, now_, silence)) {
        ++totals_.throttled;
        return false;
    }
    return !rules_->rule(rule).breaker.enabled || is_let_through(rule, key, event);
}

bool RuleEvaluator::is_let_through(RuleIndex rule, std::string_view key, const Event& event) {
    const Rule& judged = rules_->rule(rule);
    const Breaker::Verdict verdict = breaker_.judge({ids_[rule], key}, judged.breaker, now_);
    if (verdict == Breaker::Verdict::Fire) {
        return true;
    }
    ++totals_.suspended_firings;
    if (verdict == Breaker::Verdict::Trip) {
        ++totals_.breaker_trips;
        handler_.on_suspended(judged, event, key);
        if (breaker_.is_overfull()) {
            resume(breaker_.take_resumption());
        }
    }
    return false;
}

void RuleEvaluator::fire(Firing firing) {
    ++totals_.fired;
    if (next_purge_ == kNever) {
        next_purge_ = time_after(now_, kTimeBetweenPurges);
    }
    handler_.on_fire(*rules_, std::move(firing));
}

void RuleEvaluator::resume(const Breaker::Resumption& resumption) {
    const auto rule = static_cast<RuleIndex>(std::ranges::find(ids_, resumption.rule) - ids_.begin());
    handler_.on_resumed(rules_->rule(rule), resumption.key, resumption.held_back);
}

void RuleEvaluator::purge() {
    const bool is_more_left = throttle_.purge(now_, kPurgedAtOnce) == kPurgedAtOnce ||
                              breaker_.purge(now_, kPurgedAtOnce) == kPurgedAtOnce;
    if (is_more_left) {
        next_purge_ = time_after(now_, kTimeWithinPurge);
    } else {
        next_purge_ = throttle_.empty() && breaker_.empty() ? kNever : time_after(now_, kTimeBetweenPurges);
    }
}

void RuleEvaluator::replace_rules(std::shared_ptr<const RuleSet> rules) {
    const RuleSuccession succession(*rules_, *rules);
    forget_rules_that_end(succession);
    debounce_.carry_over(succession);
    throttle_.carry_over(succession);
    ids_ = succession.carry_over(std::move(ids_));
    identify_new_rules();
    rules_ = std::move(rules);
    handler_.on_rules_replaced(*rules_);
}

void RuleEvaluator::forget_rules_that_end(const RuleSuccession& succession) {
    std::vector<RuleId> ended;
    for (std::size_t i = 0; i < ids_.size(); ++i) {
        if (!succession.goes_on(static_cast<RuleIndex>(i))) {
            discard(static_cast<RuleIndex>(i));
            ended.push_back(ids_[i]);
        }
    }
    if (ended.empty()) {
        return;
    }
    std::ranges::sort(ended);
    const auto goes_on = [&ended](RuleId rule) { return !std::ranges::binary_search(ended, rule); };
    for (const Breaker::Resumption& resumption : breaker_.keep(goes_on)) {
        resume(resumption);
    }
}

void RuleEvaluator::discard(RuleIndex rule) {
    const std::size_t count = debounce_.discard(rule);
    if (count > 0) {
        totals_.pending -= count;
        totals_.discarded += count;
        handler_.on_discarded(rules_->rule(rule), count);
    }
}

void RuleEvaluator::fire_pending() {
    while (totals_.pending > 0) {
        advance(debounce_.next_due());
    }
}

void RuleEvaluator::discard_pending() {
    for (std::size_t i = 0; i < ids_.size(); ++i) {
        discard(static_cast<RuleIndex>(i));
    }
}

}  // namespace wee
