#include "config/registry_monitor_section.h"

#include <utility>

namespace wee {
namespace {

constexpr Key kKeys{"keys", "[{ root = \"HKCU\", path = 'Software\\Example', watch_tree = true }]"};
constexpr Key kRoot{"root", "\"HKEY_CURRENT_USER\""};
constexpr Key kKey{"key", "'Software\\Example'"};
constexpr Key kPath{"path", "'Software\\Example'"};
constexpr Key kWatchTree{"watch_tree", "true"};
constexpr Key kRecursive{"recursive", "true"};

std::optional<RegistryKey> read_key(TableReader& reader, const Key& path_key, const Key& tree_key) {
    auto root = reader.required_text(kRoot);
    auto path = reader.required_text(path_key);
    const bool watch_tree = reader.boolean(tree_key).value_or(false);
    if (!root || !path) {
        return std::nullopt;
    }
    return RegistryKey{std::move(root->value), std::move(path->value), watch_tree};
}

/// False when there was an error, which has been reported.
bool read_one_of_keys(const TomlValue& value, TableReader& reader, std::vector<RegistryKey>& keys) {
    const auto* table = value.as<TomlTable>();
    if (table == nullptr) {
        reader.report_wrong(kKeys, value, "an array of tables");
        return false;
    }
    TableReader key_reader(*table, value.position, "this registry key", reader.findings());
    std::optional<RegistryKey> key = read_key(key_reader, kPath, kWatchTree);
    key_reader.finish();
    if (key) {
        keys.push_back(std::move(*key));
    }
    return key.has_value();
}

bool read_keys(TableReader& reader, std::vector<RegistryKey>& keys) {
    const TomlValue* value = reader.any(kKeys);
    if (value == nullptr) {
        return true;
    }
    const auto* array = value->as<TomlArray>();
    if (array == nullptr) {
        reader.report_wrong(kKeys, *value, "an array of tables");
        return false;
    }
    bool is_sound = true;
    for (const TomlValue& one : *array) {
        is_sound = read_one_of_keys(one, reader, keys) && is_sound;
    }
    return is_sound;
}

}  // namespace

std::optional<RegistryMonitorOptions> read_registry_monitor(TableReader& reader, const std::string& name) {
    RegistryMonitorOptions options;
    options.name = name;
    bool is_sound = read_keys(reader, options.keys);
    if (reader.has(kRoot.name) || reader.has(kKey.name)) {
        std::optional<RegistryKey> key = read_key(reader, kKey, kRecursive);
        is_sound = is_sound && key;
        if (key) {
            options.keys.push_back(std::move(*key));
        }
    } else if (!reader.has(kKeys.name)) {
        reader.report_missing(kKeys);
        is_sound = false;
    }
    return is_sound ? std::optional(std::move(options)) : std::nullopt;
}

}  // namespace wee
