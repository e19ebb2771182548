#include "config/file_watcher_section.h"

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/duration.h"
#include "config/duration_reader.h"
#include "config/file_access.h"
#include "config/file_case.h"
#include "config/path_pattern.h"
#include "sources/path_expansion.h"

namespace wee {
namespace {

constexpr std::int64_t kDeepest = 1000;  // the longest path of Linux has room for 2,047 directories

constexpr Key kPaths{"paths", "[\"/home/me/inbox\"]"};
constexpr Key kPattern{"pattern", "\"*.txt\""};
constexpr Key kRecursive{"recursive", "true"};
constexpr Key kMaxDepth{"max_depth", "3"};
constexpr Key kFollowSymlinks{"follow_symlinks", "true"};
constexpr Key kBackend{"backend", "\"poll\""};
constexpr Key kPollInterval{"poll_interval", "\"2s\""};

constexpr std::array<Choice<WatchBackend>, 3> kBackends = {
    {{"auto", WatchBackend::Auto}, {"inotify", WatchBackend::Inotify}, {"poll", WatchBackend::Poll}}};

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

void read_scope(TableReader& reader, FileWatcherOptions& options) {
    if (reader.boolean(kRecursive).value_or(false)) {
        options.recursion = Recursion::WholeTree;
    }
    if (reader.boolean(kFollowSymlinks).value_or(false)) {
        options.links = SymbolicLinks::AreFollowed;
    }
    if (const auto depth = reader.integer(kMaxDepth, 0, kDeepest)) {
        options.max_depth = static_cast<std::uint32_t>(*depth);
        if (options.recursion == Recursion::ThisDirectoryOnly) {
            reader.findings().warning(reader.position_of(kMaxDepth.name),
                                      "'max_depth' has no effect without 'recursive = true'");
        }
    }
}

bool read_backend(TableReader& reader, FileWatcherOptions& options) {
    options.backend = reader.choice(kBackend, kBackends).value_or(WatchBackend::Auto);
    const auto interval = read_duration(reader, kPollInterval, ZeroDuration::Refused);
    if (!interval) {
        return !reader.has(kPollInterval.name);
    }
    options.poll_interval = *interval;
    if (*interval < FileWatcherOptions::kLeastPollInterval) {
        reader.findings().error(reader.position_of(kPollInterval.name),
                                "'poll_interval' must be " +
                                    format_duration(FileWatcherOptions::kLeastPollInterval) + " or more");
        return false;
    }
    return true;
}

}  // namespace

std::optional<FileWatcherOptions> read_file_watcher(TableReader& reader, const std::string& name,
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
    read_scope(reader, options);
    is_sound = read_backend(reader, options) && is_sound;
    if (!is_sound) {
        return std::nullopt;
    }
    options.paths = std::move(*roots);
    return options;
}

}  // namespace wee
