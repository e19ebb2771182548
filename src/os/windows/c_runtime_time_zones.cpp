#include <ctime>
#include <optional>

#include "base/text.h"
#include "os/time_zones.h"

namespace wee {
namespace {

using std::chrono::seconds;
using std::chrono::sys_seconds;

/// What the C runtime's local time is ahead of UTC by; where it knows none, what it knew last.
seconds offset_at(sys_seconds instant) {
    const std::time_t time = instant.time_since_epoch().count();
    std::tm local{};
    if (localtime_s(&local, &time) != 0) {
        return {};
    }
    return seconds{_mkgmtime(&local) - time};
}

/// The zone that Windows is set to. The C runtime tells single instants only, so that the ends of periods
/// have to be looked for.
class CRuntimeZone final : public TimeZone {
public:
    [[nodiscard]] ZonePeriod period_at(sys_seconds instant) const override {
        constexpr std::chrono::days kStep{1};
        constexpr int kSteps = 200;
        ZonePeriod period{instant, instant, offset_at(instant)};
        for (int step = 0; step < kSteps; ++step) {
            if (offset_at(period.end + kStep) != period.offset) {
                period.end = change_within(period.end, period.end + kStep, period.offset);
                break;
            }
            period.end += kStep;
        }
        for (int step = 0; step < kSteps; ++step) {
            if (offset_at(period.begin - kStep) != period.offset) {
                period.begin =
                    change_within(period.begin - kStep, period.begin, offset_at(period.begin - kStep));
                break;
            }
            period.begin -= kStep;
        }
        return period;
    }

private:
    /// The first instant whose offset is not `before`, in (from, to].
    static sys_seconds change_within(sys_seconds from, sys_seconds to, seconds before) {
        while (to - from > seconds{1}) {
            const sys_seconds middle = from + (to - from) / 2;
            (offset_at(middle) == before ? from : to) = middle;
        }
        return to;
    }
};

}  // namespace

Result<std::shared_ptr<const TimeZone>> find_time_zone(const std::string& name, const Environment&) {
    if (name == "local") {
        return std::shared_ptr<const TimeZone>(std::make_shared<CRuntimeZone>());
    }
    if (name == "UTC") {
        return std::shared_ptr<const TimeZone>(std::make_shared<UtcZone>());
    }
    return Error("this build knows no time zone " + quote_for_display(name) +
                 " on Windows yet; write \"local\" or \"UTC\"");
}

}  // namespace wee
