#include "config/diagnostic.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/text.h"

namespace wee {
namespace {

const char* severity_name(Severity severity) {
    return severity == Severity::Error ? "error" : "warning";
}

nlohmann::ordered_json to_json(const Diagnostic& finding) {
    return {{"severity", severity_name(finding.severity)},
            {"file", to_valid_utf8(finding.file)},
            {"line", finding.line},
            {"column", finding.column},
            {"message", to_valid_utf8(finding.message)}};
}

}  // namespace

std::string format_diagnostic(const Diagnostic& diagnostic) {
    std::string line = to_display(diagnostic.file) + ':';
    if (diagnostic.line > 0) {
        line += std::to_string(diagnostic.line) + ':';
    }
    if (diagnostic.line > 0 && diagnostic.column > 0) {
        line += std::to_string(diagnostic.column) + ':';
    }
    return line + ' ' + severity_name(diagnostic.severity) + ": " + to_display(diagnostic.message);
}

std::string diagnostics_to_json(const std::vector<Diagnostic>& diagnostics) {
    const auto errors = std::ranges::count(diagnostics, Severity::Error, &Diagnostic::severity);
    auto list = nlohmann::ordered_json::array();
    for (const Diagnostic& finding : diagnostics) {
        list.push_back(to_json(finding));
    }
    const nlohmann::ordered_json report = {
        {"errors", errors}, {"warnings", std::ssize(diagnostics) - errors}, {"diagnostics", std::move(list)}};
    return report.dump();
}

bool has_errors(const std::vector<Diagnostic>& diagnostics) {
    return std::ranges::find(diagnostics, Severity::Error, &Diagnostic::severity) != diagnostics.end();
}

}  // namespace wee
