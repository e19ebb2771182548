#include "base/template_parser.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>
#include <utility>

#include "base/text.h"

namespace wee {
namespace {

constexpr std::string_view kOpening = "{{";
constexpr std::string_view kClosing = "}}";
constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::string_view kDigits = "0123456789";
/// What ends a filter's name: all that has a meaning of its own.
constexpr std::string_view kEndOfWord = " \t\r\n|()},\"";

std::string shown(std::string_view text) {
    constexpr std::size_t kShown = 40;
    return '"' + to_display(text.substr(0, kShown)) + (text.size() > kShown ? "...\"" : "\"");
}

std::string_view without_blanks_around(std::string_view name) {
    const std::size_t first = name.find_first_not_of(kBlanks);
    if (first == name.npos) {
        return {};
    }
    return name.substr(first, name.find_last_not_of(kBlanks) - first + 1);
}

/// Every byte but those that continue a character.
std::ptrdiff_t character_count(std::string_view text) {
    return std::ranges::count_if(
        text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; });
}

std::string place_of(std::string_view text, std::size_t offset) {
    const std::string_view before = text.substr(0, offset);
    const std::string column =
        "column " + std::to_string(character_count(before.substr(before.rfind('\n') + 1)) + 1) + ": ";
    const auto line = std::ranges::count(before, '\n') + 1;
    return text.find('\n') == text.npos ? column : "line " + std::to_string(line) + ", " + column;
}

/// Reads one template from left to right. The first fault ends the reading: every step that returns false or
/// nothing has set it.
class Parser {
public:
    Parser(std::string_view text, const std::function<bool(std::string_view)>& is_known_name)
        : text_(text), is_known_name_(is_known_name) {}

    Result<std::vector<TemplatePart>> parse() {
        std::size_t opening = 0;
        while ((opening = text_.find(kOpening, place_)) != text_.npos) {
            add_literal(opening);
            opening_ = opening;
            place_ = opening + kOpening.size();
            if (!read_variable()) {
                return Error(fault_);
            }
        }
        add_literal(text_.size());
        return std::move(parts_);
    }

private:
    void add_literal(std::size_t end) {
        if (end > place_) {
            parts_.push_back(
                {TemplatePart::Kind::Literal, std::string(text_.substr(place_, end - place_)), {}});
        }
    }

    bool fail(std::size_t offset, const std::string& sentence) {
        fault_ = place_of(text_, offset) + sentence;
        return false;
    }

    bool fail_unclosed(std::string_view behind) {
        return fail(opening_, shown(text_.substr(opening_)) +
                                  " opens a variable that is never closed: write \"}}\" after its " +
                                  std::string(behind));
    }

    [[nodiscard]] std::string_view rest() const { return text_.substr(place_); }

    void skip_blanks() { place_ = std::min(text_.find_first_not_of(kBlanks, place_), text_.size()); }

    bool skip(std::string_view token) {
        const bool is_here = rest().starts_with(token);
        place_ += is_here ? token.size() : 0;
        return is_here;
    }

    /// Behind the "{{".
    bool read_variable() { return read_name() && read_filters(); }

    bool read_name() {
        const std::size_t closing = std::min(text_.find(kClosing, place_), text_.size());
        const std::size_t end =
            place_ + std::min(text_.substr(place_, closing - place_).find('|'), closing - place_);
        const std::string_view name = without_blanks_around(text_.substr(place_, end - place_));
        if (closing == text_.size() && (end == closing || !is_known_name_(name))) {
            return fail_unclosed("name");
        }
        if (name.empty()) {
            return fail(opening_, R"("{{}}" names no variable: write a name, as in "{{EVENT_PATH}}")");
        }
        if (!is_known_name_(name)) {
            return fail(text_.find(name, place_), "there is no variable " + shown(name));
        }
        parts_.push_back({TemplatePart::Kind::Variable, std::string(name), {}});
        place_ = end;
        return true;
    }

    /// `| filter | filter }}`
    bool read_filters() {
        while (!skip(kClosing)) {
            const std::size_t bar = place_++;
            skip_blanks();
            if (!read_filter(bar)) {
                return false;
            }
            skip_blanks();
        }
        return true;
    }

    bool read_filter(std::size_t bar) {
        if (parts_.back().filters.size() == kMaximumTemplateFilters) {
            return fail(bar, "a variable may have up to " + std::to_string(kMaximumTemplateFilters) +
                                 " filters: take some away");
        }
        const std::size_t begin = place_;
        place_ = std::min(text_.find_first_of(kEndOfWord, place_), text_.size());
        const std::string_view name = text_.substr(begin, place_ - begin);
        if (name.empty()) {
            return rest().empty() ? fail_unclosed("filters") : fail(bar, without_filter());
        }
        std::vector<TemplateArgument> arguments;
        skip_blanks();
        if (skip("(") && !read_arguments(place_ - 1, arguments)) {
            return false;
        }
        return check_end_of_filter(name) && add_filter(begin, name, std::move(arguments));
    }

    static std::string without_filter() {
        return R"(no filter follows this "|": write one, as in "| upper", or take the "|" away)";
    }

    bool check_end_of_filter(std::string_view name) {
        skip_blanks();
        if (rest().empty()) {
            return fail_unclosed("filters");
        }
        const bool is_end = rest().starts_with('|') || rest().starts_with(kClosing);
        return is_end || fail(place_, shown(rest()) + " stands behind the filter " + shown(name) +
                                          R"(: write "|" before another filter, or "}}" at the end)");
    }

    bool add_filter(std::size_t begin, std::string_view name, std::vector<TemplateArgument> arguments) {
        Result<TemplateFilter> filter = TemplateFilter::make(name, std::move(arguments));
        if (!filter) {
            return fail(begin, filter.error().message());
        }
        parts_.back().filters.push_back(std::move(filter).value());
        return true;
    }

    /// Behind the "(".
    bool read_arguments(std::size_t parenthesis, std::vector<TemplateArgument>& arguments) {
        skip_blanks();
        if (skip(")")) {
            return true;
        }
        do {
            skip_blanks();
            if (!read_argument(parenthesis, arguments.emplace_back())) {
                return false;
            }
            skip_blanks();
        } while (skip(","));
        return skip(")") || fail_in_parentheses(parenthesis);
    }

    bool fail_in_parentheses(std::size_t parenthesis) {
        if (rest().empty() || rest().starts_with(kClosing)) {
            return fail(parenthesis, "this \"(\" is never closed: write \")\" behind the last argument");
        }
        return fail(place_,
                    shown(rest()) +
                        " is no argument: write a text in double quotes or a whole number, \",\" between "
                        "two and \")\" behind the last");
    }

    bool read_argument(std::size_t parenthesis, TemplateArgument& argument) {
        if (skip("\"")) {
            return read_text(place_ - 1, argument.text);
        }
        const std::size_t end = std::min(text_.find_first_not_of(kDigits, place_), text_.size());
        if (end == place_) {
            return fail_in_parentheses(parenthesis);
        }
        argument.type = TemplateArgument::Type::Number;
        return read_number(std::exchange(place_, end), argument.number);
    }

    bool read_number(std::size_t begin, std::size_t& number) {
        constexpr std::size_t kMost = 1'000'000'000;
        const std::string_view digits = text_.substr(begin, place_ - begin);
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        return (read.ec == std::errc() && number <= kMost) ||
               fail(begin, shown(digits) + " is too large: write a number up to 1000000000");
    }

    /// Behind the opening quote.
    bool read_text(std::size_t quote, std::string& value) {
        for (; place_ < text_.size(); ++place_) {
            if (skip("\"")) {
                return true;
            }
            if (text_[place_] == '\\' && !is_escaped_character(++place_)) {
                return fail(place_ - 1,
                            R"(a "\" in a filter's text stands before " or \ only: write "\\" for one)");
            }
            value += text_[place_];
        }
        return fail(quote,
                    shown(text_.substr(quote)) + R"( is never closed: write """ at the end of the text)");
    }

    [[nodiscard]] bool is_escaped_character(std::size_t offset) const {
        return offset < text_.size() && (text_[offset] == '"' || text_[offset] == '\\');
    }

    std::string_view text_;
    const std::function<bool(std::string_view)>& is_known_name_;
    std::vector<TemplatePart> parts_;
    std::string fault_;
    std::size_t place_ = 0;    ///< What is read up to.
    std::size_t opening_ = 0;  ///< The last "{{".
};

}  // namespace

Result<std::vector<TemplatePart>> parse_template_parts(
    std::string_view text, const std::function<bool(std::string_view name)>& is_known_name) {
    return Parser(text, is_known_name).parse();
}

}  // namespace wee
