#include "config/rule_options_reader.h"

#include "config/duration_reader.h"
#include "config/template_reader.h"

namespace wee {
namespace {

constexpr Key kDebounce{"debounce", "\"500ms\""};
constexpr Key kThrottle{"throttle", "\"2s\""};
constexpr Key kCooldown{"cooldown", "\"5m\""};
constexpr Key kKey{"key", "\"{{DIRECTORY}}\""};
constexpr Key kMode{"mode", "\"queued\""};
constexpr Key kMax{"max", "4"};

constexpr std::int64_t kMostAtOnce = 10'000;

constexpr std::array<Choice<RunMode>, 4> kModes = {{{"queued", RunMode::Queued},
                                                    {"single", RunMode::Single},
                                                    {"restart", RunMode::Restart},
                                                    {"parallel", RunMode::Parallel}}};

std::chrono::milliseconds duration_or_none(TableReader& rule, const Key& key) {
    return read_duration(rule, key, ZeroDuration::Allowed).value_or(std::chrono::milliseconds{0});
}

}  // namespace

RuleOptions read_rule_options(TableReader& rule) {
    RuleOptions options;
    options.timing.debounce = duration_or_none(rule, kDebounce);
    options.timing.throttle = duration_or_none(rule, kThrottle);
    options.run.cooldown = duration_or_none(rule, kCooldown);
    if (rule.any(kKey) != nullptr) {
        options.key = required_template(rule, kKey);
    }
    options.run.mode = rule.choice(kMode, kModes).value_or(options.run.mode);
    if (const auto most = rule.integer(kMax, 1, kMostAtOnce)) {
        options.run.maximum_at_once = static_cast<std::size_t>(*most);
    }
    options.breaker = read_breaker(rule);
    return options;
}

}  // namespace wee
