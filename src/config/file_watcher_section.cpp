#include "config/file_watcher_section.h"

#include <utility>
#include <vector>

#include "config/file_access.h"
#include "config/file_case.h"
#include "config/path_pattern.h"
#include "sources/path_expansion.h"

namespace wee {
namespace {

constexpr Key kPaths{"paths", "[\"/home/me/inbox\"]"};
constexpr Key kPattern{"pattern", "\"*.txt\""};
constexpr Key kRecursive{"recursive", "true"};

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
    if (reader.boolean(kRecursive).value_or(false)) {
        options.recursion = Recursion::WholeTree;
    }
    if (!is_sound) {
        return std::nullopt;
    }
    options.paths = std::move(*roots);
    return options;
}

}  // namespace wee
