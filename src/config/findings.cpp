#include "config/findings.h"

#include <algorithm>
#include <tuple>

#include "base/text.h"

namespace wee {
namespace {

constexpr std::size_t kLongestShown = 80;

std::string shortened(std::string_view text) {
    if (text.size() <= kLongestShown) {
        return std::string(text);
    }
    std::size_t end = kLongestShown;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        --end;  // not in the middle of a character
    }
    return std::string(text.substr(0, end)) + "...";
}

}  // namespace

void Findings::add(Severity severity, Position position, std::string message) {
    has_error_ = has_error_ || severity == Severity::Error;
    if (kept_.size() < kMaximumKept) {
        kept_.push_back({severity, file_, position.line, position.column, std::move(message)});
    } else {
        ++left_out_;
    }
}

std::vector<Diagnostic> Findings::take() {
    std::ranges::stable_sort(
        kept_, {}, [](const Diagnostic& finding) { return std::tuple(finding.line, finding.column); });
    if (left_out_ > 0) {
        kept_.push_back({has_error_ ? Severity::Error : Severity::Warning, file_, 0, 0,
                         std::to_string(left_out_) + " more findings are not shown; mend those above first"});
    }
    return std::move(kept_);
}

std::string value_text(std::string_view text) {
    return '"' + shortened(text) + '"';
}

std::string key_text(std::string_view key) {
    return '`' + shortened(key) + '`';
}

std::string key_list(const std::vector<std::string_view>& keys) {
    std::string list;
    for (const std::string_view key : keys) {
        list += (list.empty() ? "" : ", ") + key_text(key);
    }
    return list;
}

std::string suggestion(std::string_view word, const std::vector<std::string_view>& candidates) {
    constexpr std::size_t kLongestWord = 100;  // nothing that long is a slip, and comparing takes time
    const std::string_view nearest =
        word.size() > kLongestWord ? std::string_view() : nearest_word(word, candidates);
    return nearest.empty() ? std::string() : "; did you mean " + key_text(nearest) + "?";
}

}  // namespace wee
