#include "config/foreign_source.h"

#include <cassert>
#include <limits>

namespace wee {
namespace {

constexpr Key kType{"type", "\"timer\""};
constexpr Key kTitlePattern{"title_pattern", "\"Inbox.*\""};
constexpr Key kProcessPattern{"process_pattern", "\"firefox.*\""};
constexpr Key kProcessNames{"process_names", "[\"firefox\"]"};
constexpr Key kProcessName{"process_name", "\"firefox\""};
constexpr Key kKeys{"keys", "[{ root = \"HKCU\", path = 'Software\\Example', watch_tree = true }]"};
constexpr Key kRoot{"root", "\"HKEY_CURRENT_USER\""};
constexpr Key kKey{"key", "'Software\\Example'"};
constexpr Key kPath{"path", "'Software\\Example'"};
constexpr Key kWatchTree{"watch_tree", "true"};
constexpr Key kRecursive{"recursive", "true"};
constexpr Key kIntervalSeconds{"interval_seconds", "60"};

void read_registry_key(const TomlValue& value, TableReader& reader) {
    const auto* table = value.as<TomlTable>();
    if (table == nullptr) {
        reader.report_wrong(kKeys, value, "an array of tables");
        return;
    }
    TableReader key(*table, value.position, "this registry key", reader.findings());
    key.required_text(kRoot);
    key.required_text(kPath);
    key.boolean(kWatchTree);
    key.finish();
}

void read_registry_monitor(TableReader& reader) {
    reader.text(kRoot);
    reader.text(kKey);
    reader.boolean(kRecursive);
    const TomlValue* keys = reader.any(kKeys);
    if (keys == nullptr) {
        return;
    }
    const auto* array = keys->as<TomlArray>();
    if (array == nullptr) {
        reader.report_wrong(kKeys, *keys, "an array of tables");
        return;
    }
    for (const TomlValue& value : *array) {
        read_registry_key(value, reader);
    }
}

void read_keys(TableReader& reader, SourceType type) {
    assert(type != SourceType::FileWatcher && type != SourceType::Replay);
    if (type == SourceType::WindowWatcher) {
        reader.text(kTitlePattern);
        reader.text(kProcessPattern);
    } else if (type == SourceType::ProcessMonitor) {
        reader.texts(kProcessNames);
        reader.text(kProcessName);
    } else if (type == SourceType::RegistryMonitor) {
        read_registry_monitor(reader);
    } else if (type == SourceType::Timer) {
        reader.integer(kIntervalSeconds, 1, std::numeric_limits<std::int32_t>::max());
    }
}

}  // namespace

UnsupportedSourceOptions read_foreign_source(TableReader& reader, SourceType type, const std::string& name,
                                             bool enabled) {
    const auto type_text = reader.text(kType);
    assert(type_text);
    read_keys(reader, type);
    if (enabled) {
        reader.findings().warning(type_text->position,
                                  "this build cannot run a " + key_text(type_text->value) +
                                      " yet: " + reader.owner() + " will give no events");
    }
    return {name, type_text->value};
}

}  // namespace wee
