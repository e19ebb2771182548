#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"
#include "config/diagnostic.h"
#include "os/environment.h"

namespace wee {

/// What came of reading a configuration. `config` is there only when no diagnostic is an error.
struct LoadedConfig {
    std::optional<Config> config;
    std::vector<Diagnostic> diagnostics;  ///< All findings, in the order of files and lines.
    std::vector<std::string> files;
};

/// Files larger than this are refused before they are read.
inline constexpr std::size_t kMaximumConfigBytes = 16 * 1024 * 1024;

/// More rules than this, in all files together, are refused.
inline constexpr std::size_t kMaximumRules = 100'000;

/// Reads and validates one file.
LoadedConfig load_config_file(const std::string& path, const Environment& environment);

/// Reads all `*.toml` of a directory in name order and joins them: sources and rules are appended, names are
/// unique across all files, `[engine]` keys may stand in one file only.
LoadedConfig load_config_directory(const std::string& path, const Environment& environment);

/// Validates text; `file_name` is what diagnostics call it.
LoadedConfig load_config_text(std::string_view text, const std::string& file_name,
                              const Environment& environment);

/// Without -c and -d: ./config.toml, else ./config/*.toml, else a demo that logs what happens to ./*.txt.
LoadedConfig load_default_config(const Environment& environment);

}  // namespace wee
