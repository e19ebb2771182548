#include "config/timer_section.h"

#include <limits>

namespace wee {
namespace {

constexpr Key kIntervalSeconds{"interval_seconds", "60"};

}  // namespace

std::optional<TimerOptions> read_timer(TableReader& reader, const std::string& name) {
    if (!reader.has(kIntervalSeconds.name)) {
        reader.report_missing(kIntervalSeconds);
        return std::nullopt;
    }
    const auto seconds = reader.integer(kIntervalSeconds, 1, std::numeric_limits<std::int32_t>::max());
    if (!seconds) {
        return std::nullopt;
    }
    return TimerOptions{name, std::chrono::seconds(*seconds)};
}

}  // namespace wee
