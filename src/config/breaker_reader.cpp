#include "config/breaker_reader.h"

#include <limits>

#include "config/duration_reader.h"

namespace wee {
namespace {

constexpr Key kBreaker{"breaker", "{ max = 100, window = \"10s\", pause = \"1m\" }"};
constexpr Key kMax{"max", "100"};
constexpr Key kWindow{"window", "\"10s\""};
constexpr Key kPause{"pause", "\"1m\""};

}  // namespace

BreakerOptions BreakerSettings::over(const BreakerOptions& defaults) const {
    return {enabled.value_or(defaults.enabled), most.value_or(defaults.most),
            window.value_or(defaults.window), pause.value_or(defaults.pause)};
}

BreakerSettings read_breaker(TableReader& reader) {
    BreakerSettings settings;
    const TomlValue* value = reader.any(kBreaker);
    if (value == nullptr) {
        return settings;
    }
    if (const bool* enabled = value->as<bool>()) {
        settings.enabled = *enabled;
        return settings;
    }
    const auto* table = value->as<TomlTable>();
    if (table == nullptr) {
        reader.report_wrong(kBreaker, *value, "true, false or a table");
        return settings;
    }
    TableReader breaker(*table, value->position, "`breaker`", reader.findings());
    settings.enabled = true;
    if (const auto most = breaker.integer(kMax, 1, std::numeric_limits<std::int32_t>::max())) {
        settings.most = static_cast<std::uint32_t>(*most);
    }
    settings.window = read_duration(breaker, kWindow, ZeroDuration::Refused);
    settings.pause = read_duration(breaker, kPause, ZeroDuration::Refused);
    breaker.finish();
    return settings;
}

}  // namespace wee
