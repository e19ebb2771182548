// Any text is either refused with a printable sentence or a line of cron that fires, in order.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text.h"
#include "sources/timers/cron_expression.h"

namespace {

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

void check(const wee::CronExpression& line) {
    std::chrono::local_seconds time = std::chrono::local_days{std::chrono::February / 28 / 2027};
    constexpr int kTimes = 20;
    for (int count = 0; count < kTimes; ++count) {
        const auto next = line.next(time);
        require(next && *next >= time && line.matches(*next));
        time = *next + std::chrono::minutes{1};
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto line = wee::CronExpression::parse(text);
    if (line) {
        check(line.value());
    } else {
        require(wee::to_display(line.error().message()) == line.error().message());
    }
    return 0;
}
