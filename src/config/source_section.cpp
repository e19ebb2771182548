#include "config/source_section.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "config/file_watcher_section.h"
#include "config/process_monitor_section.h"
#include "config/registry_monitor_section.h"
#include "config/replay_section.h"
#include "config/timer_section.h"
#include "config/window_watcher_section.h"

namespace wee {
namespace {

constexpr Key kName{"name", "\"inbox\""};
constexpr Key kType{"type", "\"file_watcher\""};
constexpr Key kEnabled{"enabled", "true"};

enum class SourceType { FileWatcher, WindowWatcher, ProcessMonitor, RegistryMonitor, Timer, Replay };

constexpr std::array<Choice<SourceType>, 6> kTypes = {{{"file_watcher", SourceType::FileWatcher},
                                                       {"window_watcher", SourceType::WindowWatcher},
                                                       {"process_monitor", SourceType::ProcessMonitor},
                                                       {"registry_monitor", SourceType::RegistryMonitor},
                                                       {"timer", SourceType::Timer},
                                                       {"replay", SourceType::Replay}}};

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
            return read_timer(reader, name, environment);
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
