#include "rules/throttle.h"

#include <utility>

#include "rules/rule_time.h"

namespace wee {

bool Throttle::admit(RuleIndex rule, std::string_view key, SteadyTime now,
                     std::chrono::milliseconds silence) {
    std::unique_ptr<Queue>& queue = queues_[rule];
    if (!queue) {
        queue = std::make_unique<Queue>();
    }
    const SteadyTime* silent_until = queue->find({{}, key});
    if (silent_until != nullptr && now < *silent_until) {
        return false;
    }
    if (silent_until != nullptr) {
        *queue->refresh({{}, key}) = time_after(now, silence);
    } else {
        queue->push_back({{}, key}, time_after(now, silence));
        ++size_;
    }
    purge(*queue, now, 2);  // twice as fast as it grows
    return true;
}

std::size_t Throttle::purge(SteadyTime now, std::size_t most) {
    std::size_t purged = 0;
    for (const std::unique_ptr<Queue>& queue : queues_) {
        purged += queue ? purge(*queue, now, most - purged) : 0;
    }
    return purged;
}

std::size_t Throttle::purge(Queue& queue, SteadyTime now, std::size_t most) {
    std::size_t purged = 0;
    while (purged < most && !queue.empty() && queue.front().value <= now) {
        queue.pop_front();
        ++purged;
    }
    size_ -= purged;
    return purged;
}

void Throttle::carry_over(const RuleSuccession& succession) {
    queues_ = succession.carry_over(std::move(queues_));
    size_ = 0;
    for (const std::unique_ptr<Queue>& queue : queues_) {
        size_ += queue ? queue->size() : 0;
    }
}

}  // namespace wee
