#include "config/replay_section.h"

#include <utility>

#include "config/file_access.h"
#include "config/path_pattern.h"
#include "sources/files/path_expansion.h"

namespace wee {
namespace {

constexpr Key kPath{"path", "\"events.jsonl\""};
constexpr Key kSpeed{"speed", "\"recorded\""};

std::optional<std::string> read_path(TableReader& reader, const Environment& environment) {
    const auto path = reader.required_text(kPath);
    if (!path || report_escape_slip(*path, reader.findings())) {
        return std::nullopt;
    }
    Result<std::string> expanded = expand_variables(path->value, environment);
    if (!expanded) {
        reader.findings().error(path->position,
                                "the path " + value_text(path->value) + ": " + expanded.error().message());
        return std::nullopt;
    }
    if (!path_exists(expanded.value())) {
        reader.findings().warning(path->position, "the file " + value_text(path->value) +
                                                      " does not exist: " + reader.owner() +
                                                      " will not start until it does");
    }
    return std::move(expanded).value();
}

/// A text, or a number as it is.
std::optional<ReplaySpeed> read_speed(TableReader& reader) {
    const TomlValue* value = reader.any(kSpeed);
    if (value == nullptr) {
        return ReplaySpeed{};
    }
    std::string text;
    if (const auto* given = value->as<std::string>()) {
        text = *given;
    } else if (const auto* whole = value->as<std::int64_t>()) {
        text = std::to_string(*whole);
    } else if (const auto* number = value->as<double>()) {
        text = std::to_string(*number);
    } else {
        reader.report_wrong(kSpeed, *value, "a text or a number");
        return std::nullopt;
    }
    const Result<ReplaySpeed> speed = parse_replay_speed(text);
    if (!speed) {
        reader.findings().error(value->position, key_text(kSpeed.name) + " " + speed.error().message());
        return std::nullopt;
    }
    return speed.value();
}

}  // namespace

std::optional<ReplaySourceOptions> read_replay(TableReader& reader, const std::string& name,
                                               const Environment& environment) {
    std::optional<std::string> path = read_path(reader, environment);
    const std::optional<ReplaySpeed> speed = read_speed(reader);
    if (!path || !speed) {
        return std::nullopt;
    }
    return ReplaySourceOptions{name, std::move(*path), *speed};
}

}  // namespace wee
