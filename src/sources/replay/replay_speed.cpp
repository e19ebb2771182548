#include "sources/replay/replay_speed.h"

#include <charconv>
#include <string>

#include "base/text.h"

namespace wee {

Result<ReplaySpeed> parse_replay_speed(std::string_view text) {
    constexpr double kLeast = 0.001;
    constexpr double kMost = 1'000'000;
    if (text == "fast") {
        return ReplaySpeed{};
    }
    if (text == "recorded") {
        return ReplaySpeed{1};
    }
    double factor = 0;
    const char* end = text.data() + text.size();
    const auto [parsed, error] = std::from_chars(text.data(), end, factor);
    if (error != std::errc() || parsed != end || !(factor >= kLeast && factor <= kMost)) {
        return Error(quote_for_display(text) +
                     " is no speed: write fast, recorded, or how many times as fast as recorded (0.001 to "
                     "1000000)");
    }
    return ReplaySpeed{factor};
}

}  // namespace wee
