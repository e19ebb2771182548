#include "config/duration_reader.h"

#include "base/duration.h"

namespace wee {
namespace {

std::string example_of(const Key& key) {
    return "; write: " + std::string(key.name) + " = " + std::string(key.example);
}

void report_bare_number(TableReader& reader, const Key& key, const TomlValue& value, double number) {
    reader.findings().error(
        value.position, key_text(key.name) + " needs a unit: is it " + value_text(number_text(number) + "s") +
                            " or " + value_text(number_text(number) + "ms") + "?" + example_of(key));
}

}  // namespace

std::optional<std::chrono::milliseconds> read_duration(TableReader& reader, const Key& key,
                                                       ZeroDuration zero) {
    const TomlValue* value = reader.any(key);
    if (value == nullptr) {
        return std::nullopt;
    }
    if (const std::optional<double> number = number_of(*value)) {
        report_bare_number(reader, key, *value, *number);
        return std::nullopt;
    }
    const std::optional<std::string> text = reader.text_of(key, *value, "a duration in quotes");
    if (!text) {
        return std::nullopt;
    }
    const Result<std::chrono::milliseconds> duration = parse_duration(*text);
    if (!duration) {
        reader.findings().error(value->position, key_text(key.name) + ": " + duration.error().message());
        return std::nullopt;
    }
    if (duration.value().count() <= 0 && zero == ZeroDuration::Refused) {
        reader.findings().error(value->position,
                                key_text(key.name) + " must be longer than nothing" + example_of(key));
        return std::nullopt;
    }
    return duration.value();
}

}  // namespace wee
