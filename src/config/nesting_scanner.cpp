#include "config/nesting_scanner.h"

#include <algorithm>
#include <vector>

#include "config/toml_document.h"

namespace wee {
namespace {

/// Walks the text piece by piece. Where the text is no TOML it may take a wrong turn, but never before the
/// parser has stopped with its own error.
class NestingScanner {
public:
    explicit NestingScanner(std::string_view text) : text_(text) {}

    std::optional<Position> run() {
        while (at_ < text_.size()) {
            const std::size_t start = at_;
            step();
            if (depth_ + dots_ > kMaximumNesting) {
                return position_of(start);
            }
        }
        return std::nullopt;
    }

private:
    void step() {
        switch (const char c = text_[at_]) {
            case '"':
            case '\'':
                skip_string(c);
                return;
            case '#':
                at_ = std::min(text_.find('\n', at_), text_.size());
                return;
            case '[':
            case '{':
                open();
                break;
            case ']':
            case '}':
                close();
                break;
            case '.':
                ++dots_;
                break;
            case ',':
            case '\n':
                dots_ = 0;
                break;
            default:
                break;
        }
        ++at_;
    }

    void open() {
        // The key before the bracket has made its own levels; they last until the bracket closes.
        levels_.push_back(1 + dots_);
        depth_ += levels_.back();
        dots_ = 0;
    }

    void close() {
        dots_ = 0;
        if (!levels_.empty()) {
            depth_ -= levels_.back();
            levels_.pop_back();
        }
    }

    void skip_string(char quote) {
        const std::string_view triple = quote == '"' ? "\"\"\"" : "'''";
        if (text_.substr(at_, 3) == triple) {
            skip_multi_line_string(quote, triple);
            return;
        }
        ++at_;
        while (at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n') {
            skip_string_character(quote);
        }
        if (at_ < text_.size() && text_[at_] == quote) {
            ++at_;
        }
    }

    void skip_multi_line_string(char quote, std::string_view triple) {
        at_ += 3;
        while (at_ < text_.size() && text_.substr(at_, 3) != triple) {
            skip_string_character(quote);
        }
        at_ = std::min(at_ + 3, text_.size());
        for (int extra = 0; extra < 2 && at_ < text_.size() && text_[at_] == quote; ++extra) {
            ++at_;  // up to two quotes may stand right before the closing ones
        }
    }

    void skip_string_character(char quote) { at_ += text_[at_] == '\\' && quote == '"' ? 2 : 1; }

    [[nodiscard]] Position position_of(std::size_t offset) const {
        const std::string_view before = text_.substr(0, offset);
        const auto lines = std::ranges::count(before, '\n');
        const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
        const auto is_character_start = [](char c) {
            return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
        };
        const auto characters = std::ranges::count_if(before.substr(line_start), is_character_start);
        return {static_cast<std::uint32_t>(lines + 1), static_cast<std::uint32_t>(characters + 1)};
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
    std::size_t dots_ = 0;  ///< Of the key that is being read.
    std::vector<std::size_t> levels_;
};

}  // namespace

std::optional<Position> find_excessive_nesting(std::string_view text) {
    return NestingScanner(text).run();
}

}  // namespace wee
