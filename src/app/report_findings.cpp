#include "app/report_findings.h"

#include <string>

namespace wee {
namespace {

/// `format_diagnostic` without the severity, which the log line has already.
std::string located_message(const Diagnostic& finding) {
    std::string text = finding.file + ':';
    if (finding.line > 0) {
        text += std::to_string(finding.line) + ':';
    }
    if (finding.line > 0 && finding.column > 0) {
        text += std::to_string(finding.column) + ':';
    }
    return text + ' ' + finding.message;
}

}  // namespace

void log_finding(const Diagnostic& finding, Log& log) {
    const bool is_error = finding.severity == Severity::Error;
    log.write(is_error ? LogLevel::Error : LogLevel::Warning, is_error ? "config_error" : "config_warning",
              located_message(finding),
              {{"file", finding.file},
               {"line", std::uint64_t{finding.line}},
               {"column", std::uint64_t{finding.column}}});
}

void log_findings(const LoadedConfig& loaded, Log& log) {
    for (const Diagnostic& finding : loaded.diagnostics) {
        log_finding(finding, log);
    }
}

}  // namespace wee
