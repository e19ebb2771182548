#include "config/script_reader.h"

#include <algorithm>
#include <filesystem>
#include <string>

#include "config/duration_reader.h"
#include "config/file_access.h"
#include "config/path_pattern.h"

namespace wee {
namespace {

constexpr Key kPath{"path", "\"backup.lua\""};
constexpr Key kFunction{"function", "\"on_event\""};
constexpr Key kTimeout{"timeout", "\"30s\""};
constexpr Key kTimeoutMs{"timeout_ms", "30000"};

constexpr std::int64_t kLongestTimeoutMs = std::int64_t{24} * 3600 * 1000;
constexpr std::string_view kFolder = "plugins/actions";

/// Where the script is to be.
std::string place_of(const std::string& path, const std::string& config_file) {
    const std::filesystem::path given = native_path(path);
    if (given.is_absolute()) {
        return path_text(given);
    }
    const std::filesystem::path beside =
        std::filesystem::absolute(native_path(config_file)).parent_path() / kFolder / given;
    const std::filesystem::path here = std::filesystem::absolute(kFolder) / given;
    const bool is_only_here = !path_exists(path_text(beside)) && path_exists(path_text(here));
    return path_text((is_only_here ? here : beside).lexically_normal());
}

bool is_function_name(std::string_view name) {
    constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    return !name.empty() && name.find_first_not_of(kAllowed) == std::string_view::npos &&
           (name.front() < '0' || name.front() > '9');
}

std::optional<std::string> read_function(TableReader& reader) {
    const auto function = reader.text(kFunction);
    if (!function) {
        return reader.has(kFunction.name) ? std::nullopt : std::optional<std::string>("on_event");
    }
    if (!is_function_name(function->value)) {
        reader.findings().error(function->position, "`function` " + value_text(function->value) +
                                                        " cannot be the name of a function in Lua; write: "
                                                        "function = \"on_event\"");
        return std::nullopt;
    }
    return function->value;
}

void read_timeout(TableReader& reader, ScriptActionOptions& options) {
    const auto milliseconds = reader.integer(kTimeoutMs, 1, kLongestTimeoutMs);
    options.timeout = std::chrono::milliseconds(milliseconds.value_or(options.timeout.count()));
    if (!reader.has(kTimeout.name)) {
        return;
    }
    if (reader.has(kTimeoutMs.name)) {
        reader.report_key(kTimeoutMs.name, "there are both `timeout` and `timeout_ms`; keep one of them");
    }
    const auto timeout = read_duration(reader, kTimeout, ZeroDuration::Refused);
    options.timeout =
        std::min(timeout.value_or(options.timeout), std::chrono::milliseconds(kLongestTimeoutMs));
}

}  // namespace

std::optional<ActionOptions> read_script_action(TableReader& reader, TemplateNames& /*names*/) {
    ScriptActionOptions options;
    const auto path = reader.required_text(kPath);
    const std::optional<std::string> function = read_function(reader);
    read_timeout(reader, options);
    if (!path || !function || report_escape_slip(*path, reader.findings())) {
        return std::nullopt;
    }
    options.name = path->value;
    options.function = *function;
    options.path = place_of(path->value, reader.findings().file());
    if (!path_exists(options.path)) {
        reader.findings().warning(path->position,
                                  "there is no script " + value_text(options.path) +
                                      ": the action fails until it is there (`path` is below " +
                                      "plugins/actions/ beside the configuration, or absolute)");
    }
    return options;
}

}  // namespace wee
