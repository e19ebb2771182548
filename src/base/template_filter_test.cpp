#include "base/template_filter.h"

#include <gmock/gmock.h>

#include "base/text.h"

namespace wee {
namespace {

using testing::HasSubstr;

TemplateArgument text(std::string_view value) {
    return {.type = TemplateArgument::Type::Text, .text = std::string(value)};
}

TemplateArgument number(std::size_t value) {
    return {.type = TemplateArgument::Type::Number, .text = {}, .number = value};
}

std::string filtered(std::string_view name, std::string_view value,
                     std::vector<TemplateArgument> arguments = {}) {
    const Result<TemplateFilter> filter = TemplateFilter::make(name, std::move(arguments));
    EXPECT_TRUE(filter.ok()) << name;
    return filter.ok() ? filter.value().apply(value) : "no filter";
}

std::string failure(std::string_view name, std::vector<TemplateArgument> arguments = {}) {
    const Result<TemplateFilter> filter = TemplateFilter::make(name, std::move(arguments));
    return filter.ok() ? "no failure" : filter.error().message();
}

TEST(TemplateFilter, ChangesTheCaseOfAsciiLettersOnly) {
    EXPECT_EQ(filtered("upper", "az_09\u00e4\xff"), "AZ_09\u00e4\xff");
    EXPECT_EQ(filtered("lower", "AZ_09\u00c4\xff"), "az_09\u00c4\xff");
}

TEST(TemplateFilter, TrimsBlanksAtBothEnds) {
    EXPECT_EQ(filtered("trim", " \t\r\na b\v\f\n"), "a b");
    EXPECT_EQ(filtered("trim", " \n "), "");
    EXPECT_EQ(filtered("trim", ""), "");
}

struct PathCase {
    const char* path;
    const char* basename;
    const char* dirname;
    const char* stem;
    const char* extension;
};

TEST(TemplateFilter, TakesPathsApart) {
    for (const PathCase& one : {
             PathCase{"/in/report.pdf", "report.pdf", "/in", "report", "pdf"},
             PathCase{"/in/a.tar.gz", "a.tar.gz", "/in", "a.tar", "gz"},
             PathCase{"/in.d/Makefile", "Makefile", "/in.d", "Makefile", ""},
             PathCase{"/home/.bashrc", ".bashrc", "/home", ".bashrc", ""},
             PathCase{"/home/.vimrc.old", ".vimrc.old", "/home", ".vimrc", "old"},
             PathCase{"/a/..b", "..b", "/a", "..b", ""},
             PathCase{"/a/b.", "b.", "/a", "b.", ""},
             PathCase{"/a/...", "...", "/a", "...", ""},
             PathCase{"b.txt", "b.txt", "", "b", "txt"},
             PathCase{"/", "", "/", "", ""},
             PathCase{"", "", "", "", ""},
             PathCase{R"(C:\Data\Sales.2026.csv)", "Sales.2026.csv", R"(C:\Data)", "Sales.2026", "csv"},
             PathCase{R"(\\server\share\x.y)", "x.y", R"(\\server\share\)", "x", "y"},
             PathCase{R"(/in/back\slash.txt)", R"(back\slash.txt)", "/in", R"(back\slash)", "txt"},
         }) {
        EXPECT_EQ(filtered("basename", one.path), one.basename) << one.path;
        EXPECT_EQ(filtered("dirname", one.path), one.dirname) << one.path;
        EXPECT_EQ(filtered("stem", one.path), one.stem) << one.path;
        EXPECT_EQ(filtered("extension", one.path), one.extension) << one.path;
    }
}

TEST(TemplateFilter, DefaultStandsInForNothing) {
    EXPECT_EQ(filtered("default", "", {text("none")}), "none");
    EXPECT_EQ(filtered("default", " ", {text("none")}), " ");
}

TEST(TemplateFilter, ReplacesEveryOccurrence) {
    EXPECT_EQ(filtered("replace", "a/b//c", {text("/"), text("--")}), "a--b----c");
    EXPECT_EQ(filtered("replace", "aaa", {text("aa"), text("")}), "a");
    EXPECT_EQ(filtered("replace", "aaa", {text("a"), text("aa")}), "aaaaaa");
    EXPECT_EQ(filtered("replace", "abc", {text("x"), text("y")}), "abc");
}

TEST(TemplateFilter, TruncatesByCharacters) {
    EXPECT_EQ(filtered("truncate", "abc", {number(2)}), "ab");
    EXPECT_EQ(filtered("truncate", "abc", {number(9)}), "abc");
    EXPECT_EQ(filtered("truncate", "\u00e4\u20ac\U0001F600x", {number(3)}), "\u00e4\u20ac\U0001F600");
    EXPECT_EQ(filtered("truncate", "\xff\xc3\u00e4x", {number(3)}), "\xff\xc3\u00e4");
}

TEST(TemplateFilter, NoFilterMakesAnEndlessValue) {
    const std::string huge(3 * TemplateFilter::kLongestValue, 'a');
    EXPECT_EQ(filtered("upper", huge).size(), TemplateFilter::kLongestValue);
    EXPECT_EQ(filtered("replace", huge, {text("a"), text("bcd")}).size(), TemplateFilter::kLongestValue);
    std::string wide = "x";
    while (wide.size() <= TemplateFilter::kLongestValue) {
        wide += "\u20ac";
    }
    EXPECT_TRUE(is_valid_utf8(filtered("trim", wide)));
    EXPECT_TRUE(is_valid_utf8(filtered("replace", wide, {text("x"), text("xx")})));
}

TEST(TemplateFilter, KnowsItsNames) {
    for (const std::string_view name : template_filter_names()) {
        EXPECT_THAT(failure(name, {number(1), number(1), number(1)}),
                    HasSubstr("; write: " + std::string(name)));
    }
}

TEST(TemplateFilter, SaysWhichFilterIsMeant) {
    EXPECT_EQ(failure("bsename"), R"(there is no filter "bsename"; did you mean "basename"?)");
    EXPECT_EQ(failure("Upper"), R"(there is no filter "Upper"; did you mean "upper"?)");
    EXPECT_THAT(failure("frobnicate"), HasSubstr("; there are: upper, lower, trim, basename"));
}

TEST(TemplateFilter, SaysWhichArgumentsAreWanted) {
    EXPECT_EQ(failure("upper", {text("x")}),
              R"(the filter "upper" takes no arguments, but here is one argument; write: upper)");
    EXPECT_EQ(failure("replace", {text("x")}),
              R"(the filter "replace" takes two arguments, but here is one argument; )"
              R"(write: replace("from", "to"))");
    EXPECT_EQ(failure("truncate", {text("80")}),
              R"(the filter "truncate" wants a whole number as its argument 1, but here is a text in )"
              R"(double quotes; write: truncate(80))");
    EXPECT_THAT(failure("default", {number(1)}), HasSubstr(R"(; write: default("none"))"));
    EXPECT_THAT(failure("replace", {text(""), text("x")}), HasSubstr("cannot look for an empty text"));
    EXPECT_THAT(failure("truncate", {number(0)}), HasSubstr("would leave nothing"));
}

}  // namespace
}  // namespace wee
