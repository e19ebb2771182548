#include "config/diagnostic.h"

#include <gtest/gtest.h>

namespace wee {
namespace {

TEST(Diagnostic, LineNamesThePlace) {
    EXPECT_EQ(format_diagnostic({Severity::Error, "a.toml", 3, 7, "text"}), "a.toml:3:7: error: text");
    EXPECT_EQ(format_diagnostic({Severity::Warning, "a.toml", 3, 0, "text"}), "a.toml:3: warning: text");
    EXPECT_EQ(format_diagnostic({Severity::Warning, "a.toml", 0, 0, "text"}), "a.toml: warning: text");
}

TEST(Diagnostic, LineIsSafeToPrint) {
    const std::string line = format_diagnostic({Severity::Error, "a\x1b[31m", 1, 1, "b\nc"});
    EXPECT_EQ(line.find('\x1b'), std::string::npos);
    EXPECT_EQ(line.find('\n'), std::string::npos);
}

TEST(Diagnostic, JsonIsOneLineWithCounts) {
    const std::string json = diagnostics_to_json(
        {{Severity::Error, "a.toml", 3, 7, "one\ntwo"}, {Severity::Warning, "\xff.toml", 0, 0, "w"}});
    EXPECT_TRUE(json.starts_with(
        R"({"errors":1,"warnings":1,"diagnostics":[{"severity":"error","file":"a.toml","line":3,)"
        R"("column":7,"message":"one\ntwo"})"))
        << json;
    EXPECT_NE(json.find(R"("file":"\\xff.toml")"), std::string::npos) << json;
    EXPECT_EQ(json.find('\n'), std::string::npos);
}

TEST(Diagnostic, JsonOfNone) {
    EXPECT_EQ(diagnostics_to_json({}), R"({"errors":0,"warnings":0,"diagnostics":[]})");
}

TEST(Diagnostic, OnlyErrorsAreErrors) {
    EXPECT_FALSE(has_errors({}));
    EXPECT_FALSE(has_errors({{Severity::Warning, "a", 0, 0, "w"}}));
    EXPECT_TRUE(has_errors({{Severity::Warning, "a", 0, 0, "w"}, {Severity::Error, "a", 0, 0, "e"}}));
}

}  // namespace
}  // namespace wee
