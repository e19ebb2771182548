#include "config/file_watcher_section.h"

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "base/duration.h"
#include "config/duration_reader.h"
#include "config/file_access.h"
#include "config/file_case.h"
#include "config/path_pattern.h"
#include "sources/files/path_expansion.h"

namespace wee {
namespace {

constexpr std::int64_t kDeepest = 1000;  // the longest path of Linux has room for 2,047 directories

constexpr Key kPaths{"paths", "[\"/home/me/inbox\"]"};
constexpr Key kPattern{"pattern", "\"*.txt\""};
constexpr Key kRecursive{"recursive", "true"};
constexpr Key kSettle{"settle", "\"500ms\""};
constexpr Key kDebounce{"debounce", "\"200ms\""};
constexpr Key kEvents{"events", "[\"created\", \"modified\"]"};
constexpr Key kIgnore{"ignore", "[\"*.bak\", \"build/\"]"};
constexpr Key kIncludeDirectories{"include_directories", "true"};
constexpr Key kMaxDepth{"max_depth", "3"};
constexpr Key kFollowSymlinks{"follow_symlinks", "true"};
constexpr Key kBackend{"backend", "\"poll\""};
constexpr Key kPollInterval{"poll_interval", "\"2s\""};

constexpr std::array<Choice<WatchBackend>, 3> kBackends = {
    {{"auto", WatchBackend::Auto}, {"inotify", WatchBackend::Inotify}, {"poll", WatchBackend::Poll}}};
constexpr std::array<Choice<EventKind>, 4> kEventWords = {{{"created", EventKind::FileCreated},
                                                           {"modified", EventKind::FileModified},
                                                           {"deleted", EventKind::FileDeleted},
                                                           {"renamed", EventKind::FileRenamed}}};

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
                                      key_text(kMaxDepth.name) + " has no effect without `recursive = true`");
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
                                key_text(kPollInterval.name) + " must be " +
                                    format_duration(FileWatcherOptions::kLeastPollInterval) + " or more");
        return false;
    }
    return true;
}

std::optional<EventKind> event_of(const Located<std::string>& text, Findings& findings) {
    std::vector<std::string_view> words;
    for (const Choice<EventKind>& each : kEventWords) {
        if (text.value == each.word || text.value == to_snake_case(each.meaning) ||
            text.value == to_string(each.meaning)) {
            return each.meaning;
        }
        words.push_back(each.word);
    }
    const std::string near = suggestion(text.value, words);
    findings.error(text.position, value_text(text.value) + " is no event of a file" +
                                      (near.empty() ? "; it is one of: " + key_list(words) : near));
    return std::nullopt;
}

/// False when an error was found.
bool read_events(TableReader& reader, EventKindSet& events) {
    if (!reader.has(kEvents.name)) {
        return true;
    }
    const TextList words = reader.texts(kEvents);
    bool is_sound = words.is_sound;
    events = {};
    for (const Located<std::string>& word : words.texts) {
        const std::optional<EventKind> event = event_of(word, reader.findings());
        is_sound = is_sound && event;
        events.insert(event.value_or(EventKind::FileCreated));
    }
    return is_sound;
}

bool add_ignored(Located<std::string> pattern, IgnoreList& ignore, Findings& findings) {
    const bool is_directory = pattern.value.size() > 1 && pattern.value.ends_with('/');
    if (is_directory) {
        pattern.value.pop_back();
    }
    std::optional<Glob> glob = compile_pattern(pattern, "ignore", file_case(), Severity::Warning, findings);
    if (!glob) {
        return false;
    }
    ignore.add(std::move(*glob), is_directory ? IgnoreList::Target::Directories : IgnoreList::Target::Files);
    return true;
}

/// The user's list takes the place of the standard one. False when an error was found.
bool read_ignore(TableReader& reader, IgnoreList& ignore) {
    const TomlValue* value = reader.any(kIgnore);
    if (value == nullptr) {
        return true;
    }
    ignore = {};
    if (value->as<TomlArray>() != nullptr && elements_of(*value).empty()) {
        return true;
    }
    TextList patterns = reader.texts(kIgnore);
    bool is_sound = patterns.is_sound;
    for (Located<std::string>& pattern : patterns.texts) {
        is_sound = add_ignored(std::move(pattern), ignore, reader.findings()) && is_sound;
    }
    return is_sound;
}

bool read_pattern(TableReader& reader, std::optional<Glob>& pattern) {
    const auto text = reader.text(kPattern);
    if (text) {
        pattern = compile_pattern(*text, "pattern", file_case(), Severity::Warning, reader.findings());
    }
    return !text || pattern;
}

/// What is reported, and when.
bool read_reports(TableReader& reader, FileWatcherOptions& options) {
    options.timing.settle = read_duration(reader, kSettle, ZeroDuration::Refused);
    options.timing.debounce = read_duration(reader, kDebounce, ZeroDuration::Refused);
    if (reader.boolean(kIncludeDirectories).value_or(false)) {
        options.directories = DirectoryReports::Included;
    }
    const bool has_sound_events = read_events(reader, options.events);
    const bool has_sound_ignore = read_ignore(reader, options.ignore);
    return has_sound_events && has_sound_ignore;
}

}  // namespace

std::optional<FileWatcherOptions> read_file_watcher(TableReader& reader, const std::string& name,
                                                    const Environment& environment) {
    FileWatcherOptions options;
    options.name = name;
    std::optional<std::vector<std::string>> roots = read_roots(reader, environment);
    const bool has_sound_pattern = read_pattern(reader, options.pattern);
    read_scope(reader, options);
    const bool has_sound_backend = read_backend(reader, options);
    const bool has_sound_reports = read_reports(reader, options);
    if (!roots || !has_sound_pattern || !has_sound_backend || !has_sound_reports) {
        return std::nullopt;
    }
    options.paths = std::move(*roots);
    return options;
}

}  // namespace wee
