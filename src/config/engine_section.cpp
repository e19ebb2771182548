#include "config/engine_section.h"

#include "config/breaker_reader.h"
#include "config/http_access_reader.h"
#include "config/log_levels.h"

namespace wee {
namespace {

constexpr Key kEventBufferSize{"event_buffer_size", "65536"};
constexpr Key kOverflowPolicy{"overflow_policy", "\"drop_oldest\""};
constexpr Key kLogLevel{"log_level", "\"info\""};
constexpr Key kEmitDepthLimit{"emit_depth_limit", "16"};
constexpr Key kPowerShell{"powershell", "\"/opt/powershell/pwsh\""};

constexpr std::int64_t kLargestEmitDepth = 1000;
constexpr std::int64_t kLargestBuffer = 10'000'000;

constexpr std::array<Choice<OverflowPolicy>, 2> kPolicies = {
    {{"drop_oldest", OverflowPolicy::DropOldest}, {"block", OverflowPolicy::Block}}};

}  // namespace

void read_engine(const TomlValue& value, EngineOptions& options, Findings& findings) {
    const auto* table = value.as<TomlTable>();
    if (table == nullptr) {
        findings.error(value.position,
                       "`engine` must be a table; write [engine] on a line of its own, and its keys below");
        return;
    }
    TableReader reader(*table, value.position, "[engine]", findings);
    if (const auto size = reader.integer(kEventBufferSize, 1, kLargestBuffer)) {
        options.event_buffer_size = static_cast<std::size_t>(*size);
    }
    options.overflow_policy = reader.choice(kOverflowPolicy, kPolicies).value_or(options.overflow_policy);
    options.log_level = reader.choice(kLogLevel, kLogLevels).value_or(options.log_level);
    options.breaker = read_breaker(reader).over(options.breaker);
    read_http_access(reader, options.http);
    if (const auto limit = reader.integer(kEmitDepthLimit, 1, kLargestEmitDepth)) {
        options.emit_depth_limit = static_cast<std::size_t>(*limit);
    }
    if (const auto interpreter = reader.text(kPowerShell)) {
        options.powershell = interpreter->value;
    }
    reader.finish();
}

}  // namespace wee
