#include "actions/run_schedule.h"

#include <algorithm>
#include <cassert>
#include <iterator>

namespace wee {
namespace {

/// Rules remembered before it is worth looking which of them can be forgotten.
constexpr std::size_t kFewRules = 64;

/// What is left for rules of which nothing runs yet: a quarter.
std::size_t places_for_more(std::size_t maximum_at_once) {
    return maximum_at_once - maximum_at_once / 4;
}

}  // namespace

RunSchedule::RunSchedule(ScheduleLimits limits) : limits_(limits), tidy_at_(kFewRules) {
    assert(limits.maximum_waiting_per_rule > 0);
}

RunSchedule::Submission RunSchedule::submit(Run run, SteadyTime now) {
    const Entries::iterator entry = entry_of(run.rule, now);
    RuleLanes& lanes = entry->lanes;
    Submission submission{lanes.submit(std::move(run), now), 0};
    waiting_ += submission.admission.fate == RunFate::Waits ? 1 : 0;
    if (lanes.waiting() > limits_.maximum_waiting_per_rule) {
        lanes.drop_oldest();
        --waiting_;
        submission.dropped = lanes.count_drop();
    }
    settle(entry);
    return submission;
}

RunSchedule::Entries::iterator RunSchedule::entry_of(const std::shared_ptr<const ExecutableRule>& rule,
                                                     SteadyTime now) {
    if (const auto found = rules_.find(rule.get()); found != rules_.end()) {
        return found->second;
    }
    if (rules_.size() >= tidy_at_) {
        forget_idle_rules(now);
    }
    const Entries::iterator entry = resting_.emplace(resting_.end(), rule, limits_.processors);
    entry->place = &resting_;
    rules_.emplace(rule.get(), entry);
    return entry;
}

/// Seldom enough to cost nothing: not again before there are twice as many as are left.
void RunSchedule::forget_idle_rules(SteadyTime now) {
    for (auto entry = resting_.begin(); entry != resting_.end();) {
        const auto next = std::next(entry);
        if (entry->lanes.is_idle(now)) {
            rules_.erase(entry->lanes.rule().get());
            resting_.erase(entry);
        }
        entry = next;
    }
    tidy_at_ = std::max(kFewRules, 2 * rules_.size());
}

std::size_t RunSchedule::startable() const {
    const std::size_t places = limits_.maximum_at_once - std::min(limits_.maximum_at_once, running_);
    const std::size_t limit_of_more = places_for_more(limits_.maximum_at_once);
    const std::size_t more =
        std::min(startable_ - first_.size(), limit_of_more - std::min(limit_of_more, running_));
    return std::min(places, first_.size() + more);
}

RunSchedule::Started RunSchedule::start_next() {
    assert(startable() > 0);
    const Entries::iterator entry = first_.empty() ? more_.begin() : first_.begin();
    Started started(entry, entry->lanes.start_next());
    --waiting_;
    ++running_;
    move_to_end(*entry->place, entry);  // the others' turn
    settle(entry);
    return started;
}

bool RunSchedule::finish(const Started& run, SteadyTime now) {
    --running_;
    const bool was_interrupted = run.entry_->lanes.finish(run.run_, now);
    settle(run.entry_);
    return was_interrupted;
}

std::size_t RunSchedule::drop_all_waiting() {
    for (const auto& [rule, entry] : rules_) {
        entry->lanes.drop_all_waiting();
        settle(entry);
    }
    return std::exchange(waiting_, 0);
}

RunSchedule::Entries& RunSchedule::place_for(const RuleLanes& lanes) {
    if (lanes.startable() == 0) {
        return resting_;
    }
    return lanes.running() == 0 ? first_ : more_;
}

/// To be called after every change of a rule's lanes.
void RunSchedule::settle(Entries::iterator entry) {
    startable_ -= entry->startable;
    entry->startable = entry->lanes.startable();
    startable_ += entry->startable;
    Entries& place = place_for(entry->lanes);
    if (&place != entry->place) {
        move_to_end(place, entry);
    }
}

void RunSchedule::move_to_end(Entries& place, Entries::iterator entry) {
    place.splice(place.end(), *entry->place, entry);
    entry->place = &place;
}

}  // namespace wee
