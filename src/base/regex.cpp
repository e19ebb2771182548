#include "base/regex.h"

#include <utility>

#include <re2/re2.h>

#include "base/regex_diagnosis.h"
#include "base/regex_literal.h"
#include "base/text.h"

namespace wee {
namespace {

re2::RE2::Options options_for(CaseSensitivity sensitivity) {
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(static_cast<int64_t>(Regex::kMemoryBudget));
    options.set_case_sensitive(sensitivity == CaseSensitivity::Sensitive);
    options.set_never_capture(true);
    return options;
}

}  // namespace

struct Regex::Compiled {
    Compiled(std::string_view pattern, CaseSensitivity case_sensitivity)
        : program(pattern, options_for(case_sensitivity)), sensitivity(case_sensitivity) {}

    re2::RE2 program;
    CaseSensitivity sensitivity;
    std::string required_literal;
};

Regex::Regex(std::shared_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}

Result<Regex> Regex::parse(std::string_view pattern, CaseSensitivity sensitivity) {
    if (pattern.size() > kMaximumPatternBytes) {
        return Error("the pattern is longer than " + std::to_string(kMaximumPatternBytes) +
                     " bytes; write it as several patterns");
    }
    auto compiled = std::make_shared<Compiled>(pattern, sensitivity);
    if (!compiled->program.ok()) {
        return explain_regex_failure(compiled->program);
    }
    if (compiled->program.ProgramSize() > kMaximumInstructions) {
        return regex_too_large();
    }
    compiled->required_literal = find_required_literal(compiled->program);
    return Regex(std::move(compiled));
}

bool Regex::matches_part_of(std::string_view text) const {
    if (is_valid_utf8(text)) {
        return re2::RE2::PartialMatch(text, compiled_->program);
    }
    return re2::RE2::PartialMatch(replace_invalid_utf8(text), compiled_->program);
}

const std::string& Regex::pattern() const {
    return compiled_->program.pattern();
}

CaseSensitivity Regex::sensitivity() const {
    return compiled_->sensitivity;
}

const std::string& Regex::required_literal() const {
    return compiled_->required_literal;
}

}  // namespace wee
