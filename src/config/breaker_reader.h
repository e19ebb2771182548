#pragma once

#include <optional>

#include "config/table_reader.h"
#include "rules/rule.h"

namespace wee {

/// What a `breaker` key says; what it leaves out comes from the defaults.
struct BreakerSettings {
    std::optional<bool> enabled;
    std::optional<std::uint32_t> most;
    std::optional<std::chrono::milliseconds> window;
    std::optional<std::chrono::milliseconds> pause;

    [[nodiscard]] BreakerOptions over(const BreakerOptions& defaults) const;
};

/// `breaker = false`, `true` or `{ max, window, pause }`, of a rule or of [engine].
BreakerSettings read_breaker(TableReader& reader);

}  // namespace wee
