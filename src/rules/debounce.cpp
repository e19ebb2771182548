#include "rules/debounce.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace wee {
namespace {

constexpr auto kIsLater = [](const auto& a, const auto& b) {
    return std::tie(a.due, a.rule) > std::tie(b.due, b.rule);
};

}  // namespace

Debounce::Held Debounce::hold(RuleIndex rule, std::string_view key, std::shared_ptr<const Event> event,
                              SteadyTime now, std::chrono::milliseconds wait) {
    std::unique_ptr<Queue>& queue = queues_[rule];
    if (!queue) {
        queue = std::make_unique<Queue>();
    }
    Waiting waiting{std::move(event), time_after(now, wait)};
    if (Waiting* earlier = queue->refresh({{}, key})) {
        *earlier = std::move(waiting);
        return Held::InsteadOfAnother;
    }
    queue->push_back({{}, key}, std::move(waiting));
    if (queue->size() == 1) {
        push_turn(rule);
    }
    return Held::First;
}

SteadyTime Debounce::next_due() {
    while (!turns_.empty()) {
        const Turn first = turns_.front();
        const bool has_waiting = queues_[first.rule] && !queues_[first.rule]->empty();
        if (has_waiting && queues_[first.rule]->front().value.due == first.due) {
            return first.due;
        }
        pop_turn();
        if (has_waiting) {
            push_turn(first.rule);
        }
    }
    return kNever;
}

PendingFiring Debounce::take_next() {
    const SteadyTime due = next_due();
    const RuleIndex rule = pop_turn();
    Queue& queue = *queues_[rule];
    Queue::Entry first = queue.take_front();
    if (!queue.empty()) {
        push_turn(rule);
    }
    return {rule, std::move(first.key), std::move(first.value.event), due};
}

std::size_t Debounce::discard(RuleIndex rule) {
    const std::unique_ptr<Queue> queue = std::move(queues_[rule]);
    return queue ? queue->size() : 0;
}

void Debounce::carry_over(const RuleSuccession& succession) {
    queues_ = succession.carry_over(std::move(queues_));
    turns_.clear();
    for (std::size_t i = 0; i < queues_.size(); ++i) {
        if (queues_[i] && !queues_[i]->empty()) {
            push_turn(static_cast<RuleIndex>(i));
        }
    }
}

void Debounce::push_turn(RuleIndex rule) {
    turns_.push_back({queues_[rule]->front().value.due, rule});
    std::ranges::push_heap(turns_, kIsLater);
}

RuleIndex Debounce::pop_turn() {
    std::ranges::pop_heap(turns_, kIsLater);
    const RuleIndex rule = turns_.back().rule;
    turns_.pop_back();
    return rule;
}

}  // namespace wee
