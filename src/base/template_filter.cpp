#include "base/template_filter.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/path_text.h"
#include "base/template_escape.h"
#include "base/text.h"

namespace wee {

struct TemplateFilter::Kind {
    std::string_view name;
    std::string_view usage;  ///< As a user would write it.
    std::span<const TemplateArgument::Type> parameters;
    std::string (*apply)(std::string_view value, const std::vector<TemplateArgument>& arguments);
};

namespace {

using Arguments = std::vector<TemplateArgument>;
using Type = TemplateArgument::Type;

constexpr std::size_t kShown = 40;

std::string upper(std::string_view value, const Arguments&) {
    std::string large(value);
    for (char& character : large) {
        const bool is_lower = character >= 'a' && character <= 'z';
        character = is_lower ? static_cast<char>(character - ('a' - 'A')) : character;
    }
    return large;
}

std::string lower(std::string_view value, const Arguments&) {
    return to_lower_ascii(value);
}

std::string trim(std::string_view value, const Arguments&) {
    constexpr std::string_view kBlanks = " \t\r\n\v\f";
    const std::string_view rest = value.substr(0, value.find_last_not_of(kBlanks) + 1);
    return std::string(rest.substr(std::min(rest.find_first_not_of(kBlanks), rest.size())));
}

std::string basename(std::string_view value, const Arguments&) {
    return std::string(path_file_name(value));
}

std::string dirname(std::string_view value, const Arguments&) {
    return std::string(path_directory(value));
}

/// Where the extension's dot stands in a file name; its end when it has none. Dots at the beginning belong to
/// the name (".bashrc"), and one at the end begins nothing.
std::size_t extension_dot(std::string_view file_name) {
    const std::size_t begin = std::min(file_name.find_first_not_of('.'), file_name.size());
    const std::size_t dot = file_name.rfind('.');
    const bool is_one = dot != file_name.npos && dot > begin && dot + 1 < file_name.size();
    return is_one ? dot : file_name.size();
}

std::string stem(std::string_view value, const Arguments&) {
    const std::string_view name = path_file_name(value);
    return std::string(name.substr(0, extension_dot(name)));
}

std::string extension(std::string_view value, const Arguments&) {
    const std::string_view name = path_file_name(value);
    return std::string(name.substr(std::min(extension_dot(name) + 1, name.size())));
}

std::string json(std::string_view value, const Arguments&) {
    return json_escaped(value);
}

std::string url(std::string_view value, const Arguments&) {
    return url_escaped(value);
}

std::string otherwise(std::string_view value, const Arguments& arguments) {
    return value.empty() ? arguments[0].text : std::string(value);
}

bool continues_character(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// As much of the text as fits in so many bytes, not ending in the middle of a character.
std::string_view cut_to_bytes(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) {
        return text;
    }
    constexpr std::size_t kMostContinuing = 3;
    std::size_t end = bytes;
    while (end > 0 && bytes - end < kMostContinuing && continues_character(text[end])) {
        --end;
    }
    return text.substr(0, continues_character(text[end]) ? bytes : end);
}

std::string replace(std::string_view value, const Arguments& arguments) {
    const std::string& from = arguments[0].text;
    const std::string& to = arguments[1].text;
    std::string replaced;
    std::size_t begin = 0;
    std::size_t found = value.find(from);
    while (found != value.npos && replaced.size() < TemplateFilter::kLongestValue) {
        replaced.append(value.substr(begin, found - begin)).append(to);
        begin = found + from.size();
        found = value.find(from, begin);
    }
    replaced.append(value.substr(begin));
    return std::string(cut_to_bytes(replaced, TemplateFilter::kLongestValue));
}

/// The first character's bytes; one byte where there is no UTF-8. REQUIRES: the text is not empty.
std::size_t first_character_length(std::string_view text) {
    constexpr std::size_t kLongestCharacter = 4;
    for (std::size_t length = 1; length <= std::min(text.size(), kLongestCharacter); ++length) {
        if (is_valid_utf8(text.substr(0, length))) {
            return length;
        }
    }
    return 1;
}

std::string truncate(std::string_view value, const Arguments& arguments) {
    std::size_t end = 0;
    for (std::size_t count = 0; count < arguments[0].number && end < value.size(); ++count) {
        end += first_character_length(value.substr(end));
    }
    return std::string(value.substr(0, end));
}

constexpr std::span<const Type> kNothing;
constexpr std::array kOneText = {Type::Text};
constexpr std::array kTwoTexts = {Type::Text, Type::Text};
constexpr std::array kOneNumber = {Type::Number};

constexpr std::array kKinds = {
    TemplateFilter::Kind{"upper", "upper", kNothing, upper},
    TemplateFilter::Kind{"lower", "lower", kNothing, lower},
    TemplateFilter::Kind{"trim", "trim", kNothing, trim},
    TemplateFilter::Kind{"basename", "basename", kNothing, basename},
    TemplateFilter::Kind{"dirname", "dirname", kNothing, dirname},
    TemplateFilter::Kind{"stem", "stem", kNothing, stem},
    TemplateFilter::Kind{"extension", "extension", kNothing, extension},
    TemplateFilter::Kind{"json", "json", kNothing, json},
    TemplateFilter::Kind{"url", "url", kNothing, url},
    TemplateFilter::Kind{"default", R"(default("none"))", kOneText, otherwise},
    TemplateFilter::Kind{"replace", R"(replace("from", "to"))", kTwoTexts, replace},
    TemplateFilter::Kind{"truncate", "truncate(80)", kOneNumber, truncate},
};

std::string quoted(std::string_view text) {
    return '"' + to_display(text.substr(0, kShown)) + (text.size() > kShown ? "...\"" : "\"");
}

std::string list_of_names() {
    std::string list;
    for (const TemplateFilter::Kind& kind : kKinds) {
        list += (list.empty() ? "" : ", ") + std::string(kind.name);
    }
    return list;
}

Error unknown(std::string_view name) {
    const std::string_view near =
        name.size() > kShown ? std::string_view() : nearest_word(name, template_filter_names());
    return Error("there is no filter " + quoted(name) +
                 (near.empty() ? "; there are: " + list_of_names() : "; did you mean " + quoted(near) + "?"));
}

std::string counted(std::size_t count) {
    return count == 0   ? "no arguments"
           : count == 1 ? "one argument"
           : count == 2 ? "two arguments"
                        : std::to_string(count) + " arguments";
}

std::string_view type_name(Type type) {
    return type == Type::Text ? "a text in double quotes" : "a whole number";
}

/// What is wrong with the arguments, or an empty text.
std::string fault_of(const TemplateFilter::Kind& kind, const Arguments& arguments) {
    if (arguments.size() != kind.parameters.size()) {
        return "takes " + counted(kind.parameters.size()) + ", but here " +
               (arguments.size() == 1 ? "is " : "are ") + counted(arguments.size());
    }
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i].type != kind.parameters[i]) {
            return "wants " + std::string(type_name(kind.parameters[i])) + " as its argument " +
                   std::to_string(i + 1) + ", but here is " + std::string(type_name(arguments[i].type));
        }
    }
    if (kind.apply == replace && arguments[0].text.empty()) {
        return "cannot look for an empty text";
    }
    return kind.apply == truncate && arguments[0].number == 0 ? "to 0 characters would leave nothing" : "";
}

}  // namespace

Result<TemplateFilter> TemplateFilter::make(std::string_view name, std::vector<TemplateArgument> arguments) {
    const auto kind = std::ranges::find(kKinds, name, &Kind::name);
    if (kind == kKinds.end()) {
        return unknown(name);
    }
    if (const std::string fault = fault_of(*kind, arguments); !fault.empty()) {
        return Error("the filter " + quoted(name) + ' ' + fault + "; write: " + std::string(kind->usage));
    }
    return TemplateFilter(*kind, std::move(arguments));
}

std::string TemplateFilter::apply(std::string_view value) const {
    return kind_->apply(cut_to_bytes(value, kLongestValue), arguments_);
}

bool TemplateFilter::is_safe_anywhere() const {
    return kind_->apply == url;
}

const std::vector<std::string_view>& template_filter_names() {
    static const std::vector<std::string_view> names = [] {
        std::vector<std::string_view> all;
        all.reserve(kKinds.size());
        for (const TemplateFilter::Kind& kind : kKinds) {
            all.push_back(kind.name);
        }
        return all;
    }();
    return names;
}

}  // namespace wee
