#include "config/registry_monitor_section.h"

#include <utility>

#include "config/registry_root.h"

namespace wee {
namespace {

constexpr Key kKeys{"keys", "[{ root = \"dconf\", path = \"/org/gnome/desktop/\", watch_tree = true }]"};
constexpr Key kRoot{"root", "\"HKEY_CURRENT_USER\""};
constexpr Key kKey{"key", "'Software\\Example'"};
constexpr Key kPath{"path", "'Software\\Example'"};
constexpr Key kWatchTree{"watch_tree", "true"};
constexpr Key kRecursive{"recursive", "true"};

bool check_root(TableReader& reader, const Located<std::string>& root, RegistryRoots roots) {
    const std::optional<std::string> problem = registry_root_problem(root.value);
    if (problem && roots == RegistryRoots::OfThisSystem) {
        reader.findings().error(root.position, "`root` " + value_text(root.value) + ": " + *problem);
        return false;
    }
    return true;
}

bool check_path(TableReader& reader, std::string_view root, const Located<std::string>& path) {
    const bool is_sound =
        root != "dconf" || (path.value.starts_with('/') && path.value.find("//") == std::string::npos);
    if (!is_sound) {
        reader.findings().error(path.position,
                                "the path " + value_text(path.value) +
                                    " is none of dconf's: they begin with a slash and have single "
                                    "ones; write it as in \"/org/gnome/desktop/\"");
    }
    return is_sound;
}

std::optional<RegistryKey> read_key(TableReader& reader, const Key& path_key, const Key& tree_key,
                                    RegistryRoots roots) {
    auto root = reader.required_text(kRoot);
    auto path = reader.required_text(path_key);
    const bool watch_tree = reader.boolean(tree_key).value_or(false);
    if (!root || !path) {
        return std::nullopt;
    }
    const bool has_root = check_root(reader, *root, roots);
    if (!check_path(reader, root->value, *path) || !has_root) {
        return std::nullopt;
    }
    return RegistryKey{std::move(root->value), std::move(path->value), watch_tree};
}

/// False when there was an error, which has been reported.
bool read_one_of_keys(const TomlValue& value, TableReader& reader, RegistryRoots roots,
                      std::vector<RegistryKey>& keys) {
    const auto* table = value.as<TomlTable>();
    if (table == nullptr) {
        reader.report_wrong(kKeys, value, "an array of tables");
        return false;
    }
    TableReader key_reader(*table, value.position, "this registry key", reader.findings());
    std::optional<RegistryKey> key = read_key(key_reader, kPath, kWatchTree, roots);
    key_reader.finish();
    if (key) {
        keys.push_back(std::move(*key));
    }
    return key.has_value();
}

bool read_keys(TableReader& reader, RegistryRoots roots, std::vector<RegistryKey>& keys) {
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
        is_sound = read_one_of_keys(one, reader, roots, keys) && is_sound;
    }
    return is_sound;
}

}  // namespace

std::optional<RegistryMonitorOptions> read_registry_monitor(TableReader& reader, const std::string& name,
                                                            RegistryRoots roots) {
    RegistryMonitorOptions options;
    options.name = name;
    bool is_sound = read_keys(reader, roots, options.keys);
    if (reader.has(kRoot.name) || reader.has(kKey.name)) {
        std::optional<RegistryKey> key = read_key(reader, kKey, kRecursive, roots);
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
