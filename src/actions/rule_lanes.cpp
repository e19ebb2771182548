#include "actions/rule_lanes.h"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <iterator>
#include <limits>
#include <utility>

namespace wee {
namespace {

std::size_t limit_of(const ExecutableRule& rule, std::size_t processors) {
    if (rule.options.maximum_at_once > 0) {
        return rule.options.maximum_at_once;
    }
    const bool is_instant =
        std::ranges::all_of(rule.actions, [](const RuleAction& step) { return step.action->is_instant(); });
    return is_instant ? 1 : std::max<std::size_t>(processors, 1);
}

}  // namespace

/// The runs of one key. In line while one waits and none runs.
struct RuleLanes::Lane {
    const std::string* key = nullptr;  // the map's
    std::list<WaitingRuns::iterator> waiting;
    std::list<Lane*>::iterator place;  // while in line
    bool runs = false;
    bool is_interrupted = false;  // the run that runs
    std::stop_source stop{std::nostopstate};
};

RuleLanes::RuleLanes(std::shared_ptr<const ExecutableRule> rule, std::size_t processors)
    : rule_(std::move(rule)), maximum_at_once_(limit_of(*rule_, processors)) {
    if (rule_->options.cooldown > std::chrono::milliseconds::zero()) {
        cooldown_.emplace(rule_->options.cooldown);
    }
}

RuleLanes::~RuleLanes() = default;

bool RuleLanes::has_lane_per_key() const {
    switch (rule_->options.mode) {
        case RunMode::Queued:
            return maximum_at_once_ > 1;
        case RunMode::Parallel:
            return false;
        case RunMode::Single:
        case RunMode::Restart:
            break;
    }
    return true;
}

Admission RuleLanes::submit(Run run, SteadyTime now) {
    if (cooldown_ && !cooldown_->admit(run.key, now)) {
        return {RunFate::CooledDown};
    }
    if (!has_lane_per_key()) {
        waiting_.push_back({std::move(run), nullptr});
        return {};
    }
    const auto [place, is_new] = lanes_.try_emplace(run.key);
    place->second.key = &place->first;
    return submit_to_lane(place->second, std::move(run));
}

Admission RuleLanes::submit_to_lane(Lane& lane, Run run) {
    const bool is_free = !lane.runs && lane.waiting.empty();
    if (!is_free && rule_->options.mode == RunMode::Single) {
        return {RunFate::Skipped};
    }
    if (!is_free && rule_->options.mode == RunMode::Restart) {
        return restart(lane, std::move(run));
    }
    append(&lane, std::move(run));
    if (is_free) {
        lane.place = line_.insert(line_.end(), &lane);
    }
    return {};
}

void RuleLanes::append(Lane* lane, Run run) {
    waiting_.push_back({std::move(run), lane});
    lane->waiting.push_back(std::prev(waiting_.end()));
}

Admission RuleLanes::restart(Lane& lane, Run run) {
    Admission admission;
    if (lane.waiting.empty()) {
        append(&lane, std::move(run));
    } else {
        admission.fate = RunFate::Replaces;
        lane.waiting.front()->run = std::move(run);
    }
    if (lane.runs && !lane.is_interrupted) {
        lane.is_interrupted = true;
        admission.interrupted = lane.stop;
    }
    return admission;
}

void RuleLanes::drop_oldest() {
    assert(!waiting_.empty());
    const auto [run, lane] = std::move(waiting_.front());
    waiting_.pop_front();
    if (cooldown_) {
        cooldown_->forget(run.key);
    }
    if (lane != nullptr) {
        lane->waiting.pop_front();
        if (lane->waiting.empty() && !lane->runs) {
            line_.erase(lane->place);
            free_if_empty(*lane);
        }
    }
}

void RuleLanes::drop_all_waiting() {
    while (!waiting_.empty()) {
        drop_oldest();
    }
}

std::size_t RuleLanes::startable() const {
    const std::size_t candidates = has_lane_per_key() ? line_.size() : waiting_.size();
    return std::min(candidates, maximum_at_once_ - running_);
}

RuleLanes::Started RuleLanes::start_next() {
    assert(startable() > 0);
    ++running_;
    Started started;
    if (!has_lane_per_key()) {
        started.run_.splice(started.run_.end(), waiting_, waiting_.begin());
        return started;
    }
    Lane& lane = *line_.front();
    line_.pop_front();
    lane.runs = true;
    started.run_.splice(started.run_.end(), waiting_, lane.waiting.front());
    lane.waiting.pop_front();
    if (rule_->options.mode == RunMode::Restart) {
        lane.stop = std::stop_source();
        started.interruption_ = lane.stop;
    }
    return started;
}

bool RuleLanes::finish(const Started& run, SteadyTime now) {
    --running_;
    if (cooldown_) {
        cooldown_->start(run.run().key, now);
    }
    Lane* const lane = run.run_.front().lane;
    if (lane == nullptr) {
        return false;
    }
    lane->runs = false;
    const bool was_interrupted = std::exchange(lane->is_interrupted, false);
    if (!lane->waiting.empty()) {
        lane->place = line_.insert(line_.end(), lane);
    }
    free_if_empty(*lane);
    return was_interrupted;
}

void RuleLanes::free_if_empty(Lane& lane) {
    if (!lane.runs && lane.waiting.empty()) {
        lanes_.erase(lanes_.find(*lane.key));
    }
}

bool RuleLanes::is_idle(SteadyTime now) {
    return waiting_.empty() && running_ == 0 && (!cooldown_ || cooldown_->is_over(now));
}

}  // namespace wee
