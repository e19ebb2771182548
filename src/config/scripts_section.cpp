#include "config/scripts_section.h"

#include <filesystem>
#include <utility>

#include "config/file_access.h"
#include "config/path_pattern.h"
#include "sources/files/path_expansion.h"

namespace wee {
namespace {

constexpr Key kAllowPaths{"allow_paths", "[\"~/Pictures\"]"};
constexpr Key kAllowExec{"allow_exec", "[\"git\"]"};
constexpr Key kStateDir{"state_dir", "\"~/.local/state/wee/scripts\""};

/// Absolute, with its variables replaced.
std::optional<std::string> read_folder(const Located<std::string>& path, const Environment& environment,
                                       Findings& findings) {
    if (report_escape_slip(path, findings)) {
        return std::nullopt;
    }
    const Result<std::string> expanded = expand_variables(path.value, environment);
    if (!expanded) {
        findings.error(path.position,
                       "the path " + value_text(path.value) + ": " + expanded.error().message());
        return std::nullopt;
    }
    return path_text(std::filesystem::absolute(native_path(expanded.value())).lexically_normal());
}

TextList texts_or_none(TableReader& reader, const Key& key) {
    const TomlValue* const value = reader.any(key);
    const auto* const array = value == nullptr ? nullptr : value->as<TomlArray>();
    return array != nullptr && array->empty() ? TextList{} : reader.texts(key);
}

}  // namespace

void read_scripts(const TomlValue& value, ScriptSettings& settings, const Environment& environment,
                  Findings& findings) {
    const auto* table = value.as<TomlTable>();
    if (table == nullptr) {
        findings.error(value.position,
                       "`scripts` must be a table; write [scripts] on a line of its own, and its keys below");
        return;
    }
    TableReader reader(*table, value.position, "[scripts]", findings);
    for (const Located<std::string>& path : texts_or_none(reader, kAllowPaths).texts) {
        if (std::optional<std::string> folder = read_folder(path, environment, findings)) {
            if (!path_exists(*folder)) {
                findings.warning(path.position, "there is no folder " + value_text(path.value) +
                                                    ", so it allows nothing until there is");
            }
            settings.allow_paths.push_back(*std::move(folder));
        }
    }
    for (Located<std::string>& program : texts_or_none(reader, kAllowExec).texts) {
        settings.allow_exec.push_back(std::move(program.value));
    }
    if (const auto path = reader.text(kStateDir)) {
        settings.state_directory = read_folder(*path, environment, findings).value_or("");
    }
    reader.finish();
}

}  // namespace wee
