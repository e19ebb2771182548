#include "config/retry_reader.h"

#include "base/duration.h"
#include "config/duration_reader.h"

namespace wee {
namespace {

constexpr Key kRetry{"retry", "{ attempts = 3, backoff = \"1s\", jitter = 0.2 }"};
constexpr Key kAttempts{"attempts", "3"};
constexpr Key kBackoff{"backoff", "\"1s\""};
constexpr Key kJitter{"jitter", "0.2"};

constexpr std::int64_t kMostAttempts = 1000;

void read_backoff(TableReader& reader, RetryOptions& options) {
    const auto backoff = read_duration(reader, kBackoff, ZeroDuration::Allowed);
    if (backoff && *backoff > RetryOptions::kMaximumBackoff) {
        reader.findings().error(reader.any(kBackoff)->position,
                                "`backoff` must be at most " +
                                    value_text(format_duration(RetryOptions::kMaximumBackoff)) +
                                    ", the longest wait between two attempts; write: backoff = \"1s\"");
    } else {
        options.backoff = backoff.value_or(options.backoff);
    }
}

}  // namespace

RetryOptions read_retry(TableReader& action) {
    RetryOptions options;
    const TomlValue* value = action.any(kRetry);
    if (value == nullptr) {
        return options;
    }
    if (value->as<std::int64_t>() != nullptr) {
        const auto attempts = action.integer({kRetry.name, kAttempts.example}, 1, kMostAttempts);
        options.attempts = static_cast<std::uint32_t>(attempts.value_or(1));
        return options;
    }
    const auto* table = value->as<TomlTable>();
    if (table == nullptr) {
        action.report_wrong(kRetry, *value, "a table, or the number of attempts");
        return options;
    }
    TableReader reader(*table, value->position, "`retry`", action.findings());
    if (reader.any(kAttempts) == nullptr) {
        reader.report_missing(kAttempts);
    }
    options.attempts = static_cast<std::uint32_t>(reader.integer(kAttempts, 1, kMostAttempts).value_or(1));
    read_backoff(reader, options);
    options.jitter = reader.number(kJitter, 0, 1).value_or(options.jitter);
    reader.finish();
    return options;
}

}  // namespace wee
