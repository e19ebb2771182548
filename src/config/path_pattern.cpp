#include "config/path_pattern.h"

#include <algorithm>

#include "config/file_case.h"
#include "sources/files/path_expansion.h"

namespace wee {
namespace {

bool is_ascii_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool has_drive(std::string_view text) {
    return text.size() >= 2 && is_ascii_letter(text[0]) && text[1] == ':';
}

/// Paths of events have no "//", "." or "..", but for the two slashes before a server's name.
bool has_idle_segment(std::string_view pattern) {
    std::size_t start = pattern.starts_with("//") ? 2 : 1;
    while (start < pattern.size()) {
        const std::size_t end = std::min(pattern.find('/', start), pattern.size());
        const std::string_view segment = pattern.substr(start, end - start);
        if (segment == "." || segment == ".." || (segment.empty() && end < pattern.size())) {
            return true;
        }
        start = end + 1;
    }
    return false;
}

/// Why no path matches, or empty. Paths of events are absolute and end in a name.
std::string why_never_matching(const Glob& glob) {
    const std::string_view pattern = glob.pattern();
    if (!glob.has_separator()) {
        return {};
    }
    if (pattern.ends_with('/')) {
        return "paths do not end in `/`; for all below a directory write " +
               value_text(std::string(pattern) + "**");
    }
    if (pattern.starts_with('~') || pattern.starts_with('$') || pattern.starts_with('%')) {
        return "variables are not replaced in a pattern; give the directory as `path`";
    }
    constexpr std::string_view kAbsoluteStarts = "/*{[?\\";
    if (kAbsoluteStarts.find(pattern.front()) == std::string_view::npos && !has_drive(pattern)) {
        const std::size_t dots = pattern.starts_with("./") ? 2 : 0;
        return "it is held against the whole path; write " +
               value_text("**/" + std::string(pattern.substr(dots)));
    }
    if (has_idle_segment(pattern)) {
        return "the paths of events have no `//`, `/./` or `/../` in them; write the path that these lead to";
    }
    return {};
}

/// True when no path matches: then there is a finding.
bool report_never_matching(const Glob& glob, const std::string& key, Position position, Severity severity,
                           Findings& findings) {
    const std::string reason = why_never_matching(glob);
    if (reason.empty()) {
        return false;
    }
    const std::string message =
        key_text(key) + " " + value_text(glob.pattern()) + " never matches: " + reason;
    if (severity == Severity::Error) {
        findings.error(position, message);
    } else {
        findings.warning(position, message);
    }
    return true;
}

std::string escape_glob(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        if (std::string_view("*?[]{}\\").find(c) != std::string_view::npos) {
            escaped += '\\';
        }
        escaped += c;
    }
    return escaped;
}

/// A relative path is one below the current directory, as it is for sources; `**` starts anywhere.
std::string absolute_glob(std::string_view pattern) {
    if (pattern.starts_with('/') || pattern.starts_with("**") || has_drive(pattern)) {
        return std::string(pattern);
    }
    if (pattern.starts_with("./")) {
        pattern.remove_prefix(2);
    }
    return escape_glob(expand_wildcards(".").front()) + '/' + std::string(pattern);
}

std::optional<Trigger> path_glob_condition(std::string_view pattern, Position position,
                                           CaseSensitivity sensitivity, Findings& findings) {
    Result<Glob> glob = Glob::parse(absolute_glob(pattern), sensitivity);
    if (!glob) {
        findings.error(position, "`path` is a wrong pattern: " + glob.error().message());
        return std::nullopt;
    }
    if (report_never_matching(glob.value(), "path", position, Severity::Error, findings)) {
        return std::nullopt;
    }
    return Trigger{TextCondition{{Subject::Part::FullPath, {}}, std::move(glob).value()}};
}

std::string absolute_path(std::string path) {
    if (!has_drive(path)) {
        return expand_wildcards(path).front();
    }
    while (path.size() > 3 && path.ends_with('/')) {
        path.pop_back();
    }
    return path;
}

}  // namespace

std::string with_forward_slashes(std::string text) {
    const bool is_windows_path =
        (has_drive(text) && text.size() > 2 && text[2] == '\\') || text.starts_with("\\\\");
    if (is_windows_path) {
        std::ranges::replace(text, '\\', '/');
    }
    return text;
}

bool report_escape_slip(const Located<std::string>& text, Findings& findings) {
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20; };
    if (!has_drive(text.value) || std::ranges::none_of(text.value, is_control)) {
        return false;
    }
    findings.error(text.position,
                   value_text(text.value) +
                       " holds a control character: a backslash in \"double quotes\" "
                       "starts an escape; write paths in 'single quotes', or with / in place of \\");
    return true;
}

std::optional<Glob> compile_pattern(const Located<std::string>& pattern, const std::string& key,
                                    CaseSensitivity sensitivity, Severity never_matching,
                                    Findings& findings) {
    if (pattern.value.empty()) {
        findings.error(
            pattern.position,
            key_text(key) + " is empty, so no file matches; leave it out, or write: " + key + " = \"*.txt\"");
        return std::nullopt;
    }
    if (report_escape_slip(pattern, findings)) {
        return std::nullopt;
    }
    Result<Glob> glob = Glob::parse(with_forward_slashes(pattern.value), sensitivity);
    if (!glob) {
        const bool has_backslash = pattern.value.find('\\') != std::string::npos;
        findings.error(pattern.position, key_text(key) + " " + value_text(pattern.value) + ": " +
                                             glob.error().message() +
                                             (has_backslash ? "; between directories write /, not \\" : ""));
        return std::nullopt;
    }
    const bool never = report_never_matching(glob.value(), key, pattern.position, never_matching, findings);
    return never && never_matching == Severity::Error ? std::nullopt : std::optional(std::move(glob).value());
}

std::optional<Trigger> pattern_condition(const Located<std::string>& pattern,
                                         std::optional<CaseSensitivity> sensitivity, Findings& findings) {
    std::optional<Glob> glob =
        compile_pattern(pattern, "pattern", sensitivity.value_or(file_case()), Severity::Error, findings);
    if (!glob) {
        return std::nullopt;
    }
    const auto part = glob->has_separator() ? Subject::Part::FullPath : Subject::Part::FileName;
    return Trigger{TextCondition{{part, {}}, std::move(*glob)}};
}

std::optional<Trigger> path_condition(const Located<std::string>& path,
                                      std::optional<CaseSensitivity> sensitivity,
                                      const Environment& environment, Findings& findings) {
    if (report_escape_slip(path, findings)) {
        return std::nullopt;
    }
    const Result<std::string> expanded = expand_variables(path.value, environment);
    if (!expanded) {
        findings.error(path.position, "`path` " + value_text(path.value) + ": " + expanded.error().message());
        return std::nullopt;
    }
    const std::string text = with_forward_slashes(expanded.value());
    const CaseSensitivity files = sensitivity.value_or(file_case());
    if (Glob::has_wildcard(text)) {
        return path_glob_condition(text, path.position, files, findings);
    }
    return Trigger{PathUnderCondition{absolute_path(text), files}};
}

}  // namespace wee
