#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "base/time_zone.h"

namespace wee {

/// A time zone that a test makes up: an offset from the beginning, and others from certain instants on.
class ZoneOfPeriods final : public TimeZone {
public:
    using Change = std::pair<std::chrono::sys_seconds, std::chrono::seconds>;
    ZoneOfPeriods(std::chrono::seconds first, std::vector<Change> changes) : changes_(std::move(changes)) {
        changes_.insert(changes_.begin(), {kBeginning, first});
    }

    [[nodiscard]] ZonePeriod period_at(std::chrono::sys_seconds instant) const override {
        const auto next = std::ranges::upper_bound(changes_, instant, {}, &Change::first);
        const auto& current = *std::prev(next);
        return {current.first, next == changes_.end() ? kEnd : next->first, current.second};
    }

private:
    std::vector<Change> changes_;
};

/// Central Europe in 2026: on March 29 the clocks skip the hour from 2:00, on October 25 they show it twice.
inline ZoneOfPeriods central_europe_2026() {
    using namespace std::chrono;
    return ZoneOfPeriods{hours{1},
                         {{sys_days{March / 29 / 2026} + hours{1}, hours{2}},
                          {sys_days{October / 25 / 2026} + hours{1}, hours{1}}}};
}

}  // namespace wee
