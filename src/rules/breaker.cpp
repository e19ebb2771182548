#include "rules/breaker.h"

#include <utility>

namespace wee {

Breaker::Verdict Breaker::judge(const RuleKeyView& key, const BreakerOptions& options, SteadyTime now) {
    if (!suspended_.empty()) {
        if (std::uint64_t* held_back = suspended_.find(key)) {
            ++*held_back;
            return Verdict::Suspended;
        }
    }
    RecentFirings* firings = counted_.refresh(key);
    if (firings == nullptr) {
        if (counted_.size() == most_keys_) {
            counted_.pop_front();
        }
        firings = &counted_.push_back(key, {});
    }
    if (firings->count(now, options.most, options.window)) {
        return Verdict::Fire;
    }
    counted_.erase(key);
    suspend(key, time_after(now, options.pause));
    return Verdict::Trip;
}

void Breaker::suspend(const RuleKeyView& key, SteadyTime until) {
    suspended_.push_back(key, 1);
    resumptions_.emplace(until, Suspended{key.rule, std::string(key.text)});
}

SteadyTime Breaker::next_resumption() const {
    return resumptions_.empty() ? kNever : resumptions_.begin()->first;
}

Breaker::Resumption Breaker::take_resumption() {
    const auto first = resumptions_.extract(resumptions_.begin());
    return resume(first.mapped());
}

Breaker::Resumption Breaker::resume(const Suspended& suspended) {
    const RuleKeyView key{suspended.rule, suspended.key};
    const std::uint64_t held_back = *suspended_.find(key);
    suspended_.erase(key);
    return {suspended.rule, suspended.key, held_back};
}

std::size_t Breaker::purge(SteadyTime now, std::size_t most) {
    std::size_t purged = 0;
    while (purged < most && !counted_.empty() && counted_.front().value.forgotten_at() <= now) {
        counted_.pop_front();
        ++purged;
    }
    return purged;
}

}  // namespace wee
