#include "base/template_text.h"

#include <gmock/gmock.h>

#include "base/template_escape.h"

namespace wee {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

bool is_known(std::string_view name) {
    return name == "A" || name == "B";
}

std::string lookup(std::string_view name) {
    return name == "A" ? "{{B}}" : "";
}

TemplateText parsed(std::string_view text) {
    Result<TemplateText> result = TemplateText::parse(text, is_known);
    EXPECT_TRUE(result.ok()) << text << '\n' << (result.ok() ? "" : result.error().message());
    return result.ok() ? std::move(result).value() : TemplateText();
}

/// The template with this value for every variable.
std::string rendered(std::string_view text, const std::string& value) {
    return parsed(text).render([&value](std::string_view) { return value; });
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
    EXPECT_EQ(parsed("[{{A | lower}}]").render(lookup), "[{{b}}]");
    EXPECT_EQ(parsed(R"([{{B | default("{{A}}")}}])").render(lookup), "[{{A}}]");
}

TEST(TemplateText, AnUnsetVariableIsEmpty) {
    EXPECT_EQ(parsed("[{{B}}]").render(lookup), "[]");
}

TEST(TemplateText, SingleAndClosingBracesAreText) {
    for (const char* text : {"{", "}", "}}", "{ {A} }", "a}}b", "{A}", "%s %(A)s ${A}", "a | upper", "\"("}) {
        EXPECT_EQ(parsed(text).render(lookup), text);
        EXPECT_TRUE(parsed(text).is_literal());
    }
    EXPECT_EQ(parsed(R"({"b":{{B}}})").render(lookup), R"({"b":})");
}

TEST(TemplateText, FiltersWorkFromLeftToRight) {
    EXPECT_EQ(rendered("{{A|upper}}", "x"), "X");
    EXPECT_EQ(rendered("<{{ A | basename | upper }}>", "/in/a b.txt"), "<A B.TXT>");
    EXPECT_EQ(rendered(R"({{A | trim | default("none")}} {{A}}.)", " "), "none  .");
    EXPECT_EQ(rendered("{{A\n|upper\t()\n| truncate ( 2 ) }}", "xyz"), "XY");
}

TEST(TemplateText, ReadsTextsInArguments) {
    EXPECT_EQ(rendered(R"({{A | default("a \"b\" \\ c")}})", ""), R"(a "b" \ c)");
    EXPECT_EQ(rendered(R"({{A | default("}} | | {{B}} ) ,")}}!)", ""), "}} | | {{B}} ) ,!");
    EXPECT_EQ(rendered(R"({{A | replace( "/" , "::" )}})", "/a/b"), "::a::b");
    EXPECT_EQ(rendered(R"({{A | default("")}})", ""), "");
    EXPECT_EQ(rendered("{{A | default(\"\xff\n\")}}", ""), "\xff\n");
}

TEST(TemplateText, EscapesValuesButNotLiteralText) {
    const auto escape = [](std::string_view value) { return std::string(value.size(), '*'); };
    EXPECT_EQ(parsed("{a} {{A}}").render(lookup, escape), "{a} *****");
}

TEST(TemplateText, EscapesBehindTheFilters) {
    const auto quote = [](std::string_view) { return std::string(R"(C:\")"); };
    EXPECT_EQ(parsed(R"("{{A | lower}}")").render(quote, json_escaped), R"("c:\\\"")");
    EXPECT_EQ(parsed(R"({{B | default("\"")}})").render(lookup, json_escaped), R"(\")");
}

TEST(TemplateText, WhatIsPercentEncodedIsNotEscapedAgain) {
    EXPECT_EQ(parsed("{{A | url}}").render(lookup, url_escaped), "%7B%7BB%7D%7D");
    EXPECT_EQ(parsed("{{A | url}}").render(lookup, json_escaped), "%7B%7BB%7D%7D");
    EXPECT_EQ(parsed("{{A | url | lower}}").render(lookup, url_escaped), "%257b%257bb%257d%257d");
}

TEST(TemplateText, WhatIsEscapedForJsonIsEscapedAgain) {
    const auto quote = [](std::string_view) { return std::string(R"("&)"); };
    EXPECT_EQ(parsed("{{A | json}}").render(quote), R"(\"&)");
    EXPECT_EQ(parsed("{{A | json}}").render(quote, json_escaped), R"(\\\"&)");
    EXPECT_EQ(parsed("{{A | json}}").render(quote, url_escaped), "%5C%22%26");
}

TEST(TemplateText, RemembersHowItWasWritten) {
    EXPECT_EQ(parsed("x {{ A | upper }}").source(), "x {{ A | upper }}");
    EXPECT_FALSE(parsed("x {{ A }}").is_literal());
    EXPECT_TRUE(TemplateText().is_literal());
    EXPECT_EQ(TemplateText().render(lookup), "");
}

TEST(TemplateText, IsEqualWhenItIsWrittenEqually) {
    EXPECT_EQ(parsed("x {{A}}"), parsed("x {{A}}"));
    EXPECT_NE(parsed("x {{A}}"), parsed("x {{ A }}"));
    EXPECT_EQ(TemplateText(), parsed(""));
}

TEST(TemplateText, SaysWhichVariablesItUses) {
    EXPECT_THAT(parsed("{{B}} and {{A | upper}} and {{ B }}").variables(), ElementsAre("B", "A"));
    EXPECT_TRUE(parsed("A").variables().empty());
}

TEST(TemplateText, KeepsBytesThatAreNoUtf8) {
    EXPECT_EQ(parsed("\xff{{B}}\xfe").render(lookup), "\xff\xfe");
}

struct Fault {
    const char* text;
    const char* message;
};

TEST(TemplateText, SaysWhatIsWrongWithAVariable) {
    const std::string unclosed = R"( opens a variable that is never closed: write "}}" after its name)";
    EXPECT_EQ(failure("x {{A"), R"(column 3: "{{A")" + unclosed);
    EXPECT_EQ(failure("{{A}"), R"(column 1: "{{A}")" + unclosed);
    EXPECT_EQ(failure("{{A and B | C"), R"(column 1: "{{A and B | C")" + unclosed);
    EXPECT_EQ(failure("x{{ }}"),
              R"(column 2: "{{}}" names no variable: write a name, as in "{{EVENT_PATH}}")");
    EXPECT_EQ(failure("{{ | upper }}"),
              R"(column 1: "{{}}" names no variable: write a name, as in "{{EVENT_PATH}}")");
    EXPECT_EQ(failure("{{A}} {{ C }}"), R"(column 10: there is no variable "C")");
    EXPECT_EQ(failure("{{{{A}}"), R"(column 3: there is no variable "{{A")");
}

TEST(TemplateText, SaysWhereAFilterIsWrongAndHowToMendIt) {
    for (const Fault& fault : {
             Fault{"{{A | uper}}", R"(column 7: there is no filter "uper"; did you mean "upper"?)"},
             Fault{"{{A | zigzag}}", R"(column 7: there is no filter "zigzag"; there are: upper, lower,)"},
             Fault{"{{A |}}", R"(column 5: no filter follows this "|": write one)"},
             Fault{"{{A || upper}}", R"(column 5: no filter follows this "|")"},
             Fault{"{{A | upper | }}", R"(column 13: no filter follows this "|")"},
             Fault{"{{A | (1)}}", R"(column 5: no filter follows this "|")"},
             Fault{"{{A | ", R"(column 1: "{{A | " opens a variable that is never closed: write)"},
             Fault{"{{A | upper", R"(column 1: "{{A | upper" opens a variable that is never closed)"},
             Fault{"{{A | upper | lower(", R"(column 20: this "(" is never closed: write)"},
             Fault{"{{A | upper lower}}", R"(column 13: "lower}}" stands behind the filter "upper")"},
             Fault{"{{A | upper}", R"(column 12: "}" stands behind the filter "upper": write)"},
             Fault{"{{A | upper()) }}", R"(column 14: ") }}" stands behind the filter "upper")"},
         }) {
        EXPECT_THAT(failure(fault.text), StartsWith(fault.message)) << fault.text;
    }
}

TEST(TemplateText, SaysWhereAnArgumentIsWrongAndHowToMendIt) {
    for (const Fault& fault : {
             Fault{R"({{A | default}})",
                   R"(column 7: the filter "default" takes one argument, but here are no )"},
             Fault{R"({{A | default("x)", R"(column 15: ""x" is never closed: write)"},
             Fault{R"({{A | default("x}}") {{B}})", R"(column 22: "{{B}}" stands behind)"},
             Fault{R"({{A | default("a\n")}})",
                   R"(column 17: a "\" in a filter's text stands before " or \ only)"},
             Fault{R"({{A | default("\)", R"(column 16: a "\" in a filter's text)"},
             Fault{R"({{A | default("x"}})", R"(column 14: this "(" is never closed)"},
             Fault{R"({{A | default("x" "y")}})", R"(column 19: ""y")}}" is no argument)"},
             Fault{R"({{A | default('x')}})",
                   R"(column 15: "'x')}}" is no argument: write a text in double quotes)"},
             Fault{R"({{A | default(x)}})", R"(column 15: "x)}}" is no argument)"},
             Fault{R"({{A | default(,)}})", R"(column 15: ",)}}" is no argument)"},
             Fault{R"({{A | default("x",)}})", R"(column 19: ")}}" is no argument)"},
             Fault{R"({{A | truncate(-1)}})", R"(column 16: "-1)}}" is no argument)"},
             Fault{R"({{A | truncate(1000000001)}})",
                   R"(column 16: "1000000001" is too large: write a number up)"},
             Fault{R"({{A | truncate(99999999999999999999)}})",
                   "column 16: \"99999999999999999999\" is too large"},
         }) {
        EXPECT_THAT(failure(fault.text), StartsWith(fault.message)) << fault.text;
    }
}

TEST(TemplateText, CountsColumnsInCharactersAndLines) {
    EXPECT_THAT(failure("\u00e4\u20ac{{A | x}}"), StartsWith("column 9: "));
    EXPECT_THAT(failure("one\ntwo {{A | x}}"), StartsWith("line 2, column 11: "));
    EXPECT_THAT(failure("{{C}}\n"), StartsWith("line 1, column 3: "));
}

TEST(TemplateText, AFailureIsOneShortLine) {
    for (const std::string begin :
         {"{{\n\x1b", "{{A | \x1b", "{{A | default(\"\n\x1b", "{{A | truncate(\x1b", "{{A|url \x1b"}) {
        const std::string message = failure(begin + std::string(100'000, 'x'));
        EXPECT_LT(message.size(), 300U) << message;
        EXPECT_EQ(message.find_first_of("\n\x1b"), std::string::npos) << message;
    }
}

TEST(TemplateText, AVariableHasALimitedNumberOfFilters) {
    std::string text = "{{A";
    for (std::size_t i = 0; i < kMaximumTemplateFilters; ++i) {
        text += "|json";
    }
    EXPECT_EQ(rendered(text + "}}", "x"), "x");
    EXPECT_LE(rendered(text + "}}", "\"").size(), 6 * TemplateFilter::kLongestValue);
    EXPECT_THAT(failure(text + "|json}}"), HasSubstr("a variable may have up to 16 filters"));
}

TEST(TemplateText, ReadingTakesNoLongerThanTheTextIsLong) {
    std::string text;
    for (int i = 0; i < 200'000; ++i) {
        text += "{{A}}";
    }
    EXPECT_EQ(rendered(text, "x"), std::string(200'000, 'x'));
}

TEST(TemplateText, KnowsWhetherItBeginsWithAValueThatIsEscaped) {
    const auto begins_with_value = [](std::string_view text) {
        return TemplateText::parse(text, [](std::string_view) { return true; }).value().begins_with_value();
    };
    EXPECT_TRUE(begins_with_value("{{ path }}/x"));
    EXPECT_FALSE(begins_with_value("x{{path}}"));
    EXPECT_FALSE(begins_with_value("{{path | url}}"));
    EXPECT_FALSE(begins_with_value(""));
}

}  // namespace
}  // namespace wee
