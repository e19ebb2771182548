#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace wee {

enum class Severity { Warning, Error };

/// One finding about a configuration: `file:line:column: error: text, and what to write instead`.
struct Diagnostic {
    Severity severity = Severity::Error;
    std::string file;
    std::uint32_t line = 0;    ///< From 1; 0: the file as a whole.
    std::uint32_t column = 0;  ///< From 1, in characters; 0: the line as a whole.
    std::string message;
};

/// The line for people, without a line end. Text from the file is made safe to print.
std::string format_diagnostic(const Diagnostic& diagnostic);

/// One line: {"errors": n, "warnings": n, "diagnostics": [{"severity", "file", "line", "column", "message"}]}
std::string diagnostics_to_json(const std::vector<Diagnostic>& diagnostics);

bool has_errors(const std::vector<Diagnostic>& diagnostics);

}  // namespace wee
