#include "base/template_text.h"

#include <algorithm>
#include <cstddef>

#include "base/text.h"

namespace wee {
namespace {

constexpr std::string_view kOpening = "{{";
constexpr std::string_view kClosing = "}}";

std::string_view without_blanks_around(std::string_view name) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const std::size_t first = name.find_first_not_of(kBlanks);
    if (first == name.npos) {
        return {};
    }
    return name.substr(first, name.find_last_not_of(kBlanks) - first + 1);
}

std::string shown(std::string_view text) {
    constexpr std::size_t kShown = 40;
    return to_display(text.substr(0, kShown)) + (text.size() > kShown ? "..." : "");
}

Error unclosed(std::string_view rest) {
    return Error('"' + shown(rest) + R"(" opens a variable that is never closed: write "}}" after its name)");
}

Error nameless() {
    return Error(R"("{{}}" names no variable: write a name, as in "{{EVENT_PATH}}")");
}

Error unknown(std::string_view name) {
    return Error("there is no variable \"" + shown(name) + "\" for \"{{" + shown(name) + "}}\"");
}

}  // namespace

Result<TemplateText> TemplateText::parse(std::string_view text, const IsKnownName& is_known) {
    TemplateText parsed;
    parsed.source_ = text;
    std::size_t opening = 0;
    while ((opening = text.find(kOpening)) != text.npos) {
        const std::size_t closing = text.find(kClosing, opening + kOpening.size());
        if (closing == text.npos) {
            return unclosed(text.substr(opening));
        }
        const std::size_t begin = opening + kOpening.size();
        const std::string_view name = without_blanks_around(text.substr(begin, closing - begin));
        if (name.empty()) {
            return nameless();
        }
        if (!is_known(name)) {
            return unknown(name);
        }
        parsed.add(PartKind::Literal, text.substr(0, opening));
        parsed.add(PartKind::Variable, name);
        text.remove_prefix(closing + kClosing.size());
    }
    parsed.add(PartKind::Literal, text);
    return parsed;
}

void TemplateText::add(PartKind kind, std::string_view text) {
    if (!text.empty()) {
        parts_.push_back({kind, std::string(text)});
    }
}

std::string TemplateText::render(const Lookup& lookup) const {
    std::string text;
    for (const Part& part : parts_) {
        text += part.kind == PartKind::Literal ? part.text : lookup(part.text);
    }
    return text;
}

std::string TemplateText::render(const Lookup& lookup, const Escape& escape) const {
    return render([&](std::string_view name) { return escape(lookup(name)); });
}

bool TemplateText::is_literal() const {
    return std::ranges::all_of(parts_, [](const Part& part) { return part.kind == PartKind::Literal; });
}

}  // namespace wee
