// Any text is either refused or a template that renders as promised.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/template_escape.h"
#include "base/template_text.h"
#include "base/text.h"

namespace {

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

std::string rendered(const wee::TemplateText& parsed, std::string_view value) {
    return parsed.render([value](std::string_view) { return std::string(value); });
}

/// Without filters each value stands there as it is.
void check_plain(const wee::TemplateText& parsed, std::string_view text) {
    const std::string with_nothing = rendered(parsed, "");
    require(with_nothing.size() <= text.size());

    std::size_t variables = 0;
    const std::string with_braces = parsed.render([&variables](std::string_view) {
        ++variables;
        return std::string("{{X}}");
    });
    require(with_braces.size() == with_nothing.size() + variables * 5);
    require((variables == 0) == parsed.is_literal());
}

/// Whatever the filters do, nothing that a JSON string or a URL could trip over comes out of an escape.
void check_escapes(const wee::TemplateText& parsed, std::string_view value) {
    const auto lookup = [value](std::string_view) { return std::string(value); };
    const auto escape_checked = [](std::string_view raw) {
        const std::string json = wee::json_escaped(raw);
        require(wee::is_valid_utf8(json));
        require(std::ranges::none_of(json, [](char byte) { return byte >= 0 && byte < ' '; }));
        require(wee::url_escaped(raw).find_first_of("\"\\/&=?# \n") == std::string::npos);
        return std::string();
    };
    (void)parsed.render(lookup, escape_checked);
}

void check(const wee::TemplateText& parsed, std::string_view text) {
    require(parsed.source() == text);
    require(parsed.is_literal() == parsed.variables().empty());
    require(!parsed.is_literal() || rendered(parsed, "x") == text);
    if (text.find('|') == text.npos) {
        check_plain(parsed, text);
    }
    for (const std::string_view value : {"", "/in/a \"b\".tar.gz", "C:\\x\\\xff\n", " {{\u20ac}} "}) {
        check_escapes(parsed, value);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto parsed =
        wee::TemplateText::parse(text, [](std::string_view name) { return name != "unknown"; });
    if (parsed.ok()) {
        check(parsed.value(), text);
    } else {
        require(wee::to_display(parsed.error().message()) == parsed.error().message());
    }
    return 0;
}
