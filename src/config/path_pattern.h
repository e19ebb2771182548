#pragma once

#include <optional>
#include <string>

#include "config/table_reader.h"
#include "os/environment.h"
#include "rules/trigger.h"

namespace wee {

/// `pattern` and `path` as sources and triggers write them.

/// "C:\Users" -> "C:/Users" when the text begins as a Windows path does (drive or `\\server`); else as it is.
std::string with_forward_slashes(std::string text);

/// Reports a Windows path with a control character in it: "C:\new" holds a line break. True when it did.
bool report_escape_slip(const Located<std::string>& text, Findings& findings);

/// Compiles a file pattern. A wrong one is an error; one that no path can match is a finding of this severity.
/// Nothing after an error.
std::optional<Glob> compile_pattern(const Located<std::string>& pattern, const std::string& key,
                                    CaseSensitivity sensitivity, Severity never_matching, Findings& findings);

/// `pattern`: against the file name, or the whole path where it has a `/`. Case is the system's where none is
/// given.
std::optional<Trigger> pattern_condition(const Located<std::string>& pattern,
                                         std::optional<CaseSensitivity> sensitivity, Findings& findings);

/// `path`: variables are replaced. With wildcards a glob of the whole path; else the path and all below it.
std::optional<Trigger> path_condition(const Located<std::string>& path,
                                      std::optional<CaseSensitivity> sensitivity,
                                      const Environment& environment, Findings& findings);

}  // namespace wee
