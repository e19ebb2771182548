#include "base/template_text.h"

#include <gtest/gtest.h>

namespace wee {
namespace {

bool is_known(std::string_view name) {
    return name == "A" || name == "B";
}

std::string lookup(std::string_view name) {
    return name == "A" ? "{{B}}" : "";
}

TemplateText parsed(std::string_view text) {
    Result<TemplateText> result = TemplateText::parse(text, is_known);
    EXPECT_TRUE(result.ok()) << text;
    return result.ok() ? std::move(result).value() : TemplateText();
}

std::string failure(std::string_view text) {
    const Result<TemplateText> result = TemplateText::parse(text, is_known);
    return result.ok() ? "no failure" : result.error().message();
}

TEST(TemplateText, PutsValuesIn) {
    const auto name_itself = [](std::string_view name) { return '<' + std::string(name) + '>'; };
    EXPECT_EQ(parsed("").render(name_itself), "");
    EXPECT_EQ(parsed("plain").render(name_itself), "plain");
    EXPECT_EQ(parsed("{{A}}").render(name_itself), "<A>");
    EXPECT_EQ(parsed("x {{A}}{{ B }} y {{\tA\n}}").render(name_itself), "x <A><B> y <A>");
}

TEST(TemplateText, NeverExpandsAValueAgain) {
    EXPECT_EQ(parsed("[{{A}}]").render(lookup), "[{{B}}]");
}

TEST(TemplateText, AnUnsetVariableIsEmpty) {
    EXPECT_EQ(parsed("[{{B}}]").render(lookup), "[]");
}

TEST(TemplateText, SingleAndClosingBracesAreText) {
    for (const char* text : {"{", "}", "}}", "{ {A} }", "a}}b", "{A}", "%s %(A)s ${A}"}) {
        EXPECT_EQ(parsed(text).render(lookup), text);
        EXPECT_TRUE(parsed(text).is_literal());
    }
    EXPECT_EQ(parsed(R"({"b":{{B}}})").render(lookup), R"({"b":})");
}

TEST(TemplateText, EscapesValuesButNotLiteralText) {
    const auto escape = [](std::string_view value) { return std::string(value.size(), '*'); };
    EXPECT_EQ(parsed("{a} {{A}}").render(lookup, escape), "{a} *****");
}

TEST(TemplateText, RemembersHowItWasWritten) {
    EXPECT_EQ(parsed("x {{ A }}").source(), "x {{ A }}");
    EXPECT_FALSE(parsed("x {{ A }}").is_literal());
    EXPECT_TRUE(TemplateText().is_literal());
    EXPECT_EQ(TemplateText().render(lookup), "");
}

TEST(TemplateText, KeepsBytesThatAreNoUtf8) {
    EXPECT_EQ(parsed("\xff{{B}}\xfe").render(lookup), "\xff\xfe");
}

TEST(TemplateText, SaysWhatIsWrong) {
    EXPECT_EQ(failure("x {{A"), R"("{{A" opens a variable that is never closed: write "}}" after its name)");
    EXPECT_EQ(failure("{{A}"), R"("{{A}" opens a variable that is never closed: write "}}" after its name)");
    EXPECT_EQ(failure("{{ }}"), R"("{{}}" names no variable: write a name, as in "{{EVENT_PATH}}")");
    EXPECT_EQ(failure("{{A}} {{C}}"), R"(there is no variable "C" for "{{C}}")");
    EXPECT_EQ(failure("{{{{A}}"), R"(there is no variable "{{A" for "{{{{A}}")");
}

TEST(TemplateText, AFailureIsOneShortLine) {
    std::string hostile = "{{\n\x1b";
    hostile.append(100'000, 'x');
    const std::string message = failure(hostile);
    EXPECT_LT(message.size(), 200U);
    EXPECT_EQ(message.find_first_of("\n\x1b"), std::string::npos);
}

}  // namespace
}  // namespace wee
