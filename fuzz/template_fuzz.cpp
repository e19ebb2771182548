// Any text is either refused or a template that renders as promised.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/template_text.h"
#include "base/text.h"

namespace {

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

void check(const wee::TemplateText& parsed, std::string_view text) {
    const std::string with_nothing = parsed.render([](std::string_view) { return std::string(); });
    require(parsed.source() == text);
    require(with_nothing.size() <= text.size());
    require(!parsed.is_literal() || with_nothing == text);

    std::size_t variables = 0;
    const std::string with_braces = parsed.render([&variables](std::string_view) {
        ++variables;
        return std::string("{{X}}");
    });
    require(with_braces.size() == with_nothing.size() + variables * 5);
    require((variables == 0) == parsed.is_literal());
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
