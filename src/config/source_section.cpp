#include "config/source_section.h"

#include <algorithm>

#include "base/text.h"
#include "config/file_access.h"
#include "config/file_case.h"
#include "config/path_pattern.h"
#include "config/process_monitor_section.h"
#include "config/registry_monitor_section.h"
#include "config/replay_section.h"
#include "config/timer_section.h"
#include "config/window_watcher_section.h"
#include "sources/path_expansion.h"

namespace wee {
namespace {

constexpr Key kName{"name", "\"inbox\""};
constexpr Key kType{"type", "\"file_watcher\""};
constexpr Key kEnabled{"enabled", "true"};
constexpr Key kPaths{"paths", "[\"/home/me/inbox\"]"};
constexpr Key kPattern{"pattern", "\"*.txt\""};
constexpr Key kRecursive{"recursive", "true"};

enum class SourceType { FileWatcher, WindowWatcher, ProcessMonitor, RegistryMonitor, Timer, Replay };

constexpr std::array<Choice<SourceType>, 6> kTypes = {{{"file_watcher", SourceType::FileWatcher},
                                                       {"window_watcher", SourceType::WindowWatcher},
                                                       {"process_monitor", SourceType::ProcessMonitor},
                                                       {"registry_monitor", SourceType::RegistryMonitor},
                                                       {"timer", SourceType::Timer},
                                                       {"replay", SourceType::Replay}}};

/// Whether the root can be used; a missing one can: it is watched as soon as it appears.
bool check_root(const Located<std::string>& path, const Environment& environment, Findings& findings) {
    if (path.value.empty()) {
        findings.error(path.position, "this path is empty; for the current directory write \".\"");
        return false;
    }
    if (report_escape_slip(path, findings)) {
        return false;
    }
    const Result<std::string> expanded = expand_variables(path.value, environment);
    if (!expanded) {
        findings.error(path.position,
                       "the path " + value_text(path.value) + ": " + expanded.error().message());
        return false;
    }
    if (!Glob::has_wildcard(expanded.value()) && !path_exists(expanded.value())) {
        findings.warning(path.position, "the path " + value_text(path.value) +
                                            " does not exist yet; it will be watched as soon as it appears");
    }
    return true;
}

std::optional<std::vector<std::string>> read_roots(TableReader& reader, const Environment& environment) {
    if (!reader.has(kPaths.name)) {
        reader.any(kPaths);
        reader.report_missing(kPaths);
        return std::nullopt;
    }
    TextList paths = reader.texts(kPaths);
    std::vector<std::string> roots;
    for (Located<std::string>& path : paths.texts) {
        if (check_root(path, environment, reader.findings())) {
            roots.push_back(std::move(path.value));
        }
    }
    const bool is_sound = paths.is_sound && roots.size() == paths.texts.size();
    return is_sound ? std::optional(std::move(roots)) : std::nullopt;
}

std::optional<SourceOptions> read_file_watcher(TableReader& reader, const std::string& name,
                                               const Environment& environment) {
    FileWatcherOptions options;
    options.name = name;
    std::optional<std::vector<std::string>> roots = read_roots(reader, environment);
    bool is_sound = roots.has_value();
    if (const auto pattern = reader.text(kPattern)) {
        options.pattern =
            compile_pattern(*pattern, "pattern", file_case(), Severity::Warning, reader.findings());
        is_sound = is_sound && options.pattern;
    }
    if (reader.boolean(kRecursive).value_or(false)) {
        options.recursion = Recursion::WholeTree;
    }
    if (!is_sound) {
        return std::nullopt;
    }
    options.paths = std::move(*roots);
    return options;
}

/// A slip is an error, and is read as what was meant, so that the keys beside it are looked at too.
std::optional<SourceType> read_type(TableReader& reader) {
    const std::optional<SourceType> type = reader.choice(kType, kTypes);
    const auto* text = reader.any(kType)->as<std::string>();
    if (type || text == nullptr) {
        return type;
    }
    std::vector<std::string_view> words;
    std::ranges::transform(kTypes, std::back_inserter(words), &Choice<SourceType>::word);
    const auto* const meant =
        std::ranges::find(kTypes, nearest_word(*text, words), &Choice<SourceType>::word);
    return meant == kTypes.end() ? std::nullopt : std::optional(meant->meaning);
}

std::optional<SourceOptions> read_options(TableReader& reader, SourceType type, const std::string& name,
                                          const Environment& environment) {
    switch (type) {
        case SourceType::FileWatcher:
            return read_file_watcher(reader, name, environment);
        case SourceType::WindowWatcher:
            return read_window_watcher(reader, name);
        case SourceType::ProcessMonitor:
            return read_process_monitor(reader, name);
        case SourceType::RegistryMonitor:
            return read_registry_monitor(reader, name);
        case SourceType::Timer:
            return read_timer(reader, name);
        case SourceType::Replay:
            return read_replay(reader, name, environment);
    }
    return std::nullopt;
}

}  // namespace

ParsedSource read_source(const TomlTable& table, Position position, const Environment& environment,
                         Findings& findings) {
    TableReader reader(table, position, "this source", findings);
    ParsedSource source;
    source.name = reader.required_text(kName);
    const std::string name = source.name ? source.name->value : std::string();
    if (source.name) {
        reader.set_owner("the source " + key_text(name));
    }
    source.enabled = reader.boolean(kEnabled).value_or(true);
    if (!reader.has(kType.name)) {
        reader.any(kType);
        reader.report_missing(kType);
        return source;
    }
    const std::optional<SourceType> type = read_type(reader);
    if (!type) {
        return source;  // which keys would be valid is not known
    }
    source.options = read_options(reader, *type, name, environment);
    reader.finish();
    return source;
}

}  // namespace wee
