#include "config/toml_document.h"

#include "tests/support/config_cases.h"

namespace wee {
namespace {

std::string repeated(const std::string& part, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        text += part;
    }
    return text;
}

const std::string kSound = kSoundSource + kSoundRule;

TEST(TomlDocument, ByteOrderMarkAndWindowsLineEndsAreFine) {
    std::string text = "\xEF\xBB\xBF" + kSound;
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2) {
        text.replace(at, 1, "\r\n");
    }
    const LoadedConfig loaded = load(text);
    EXPECT_TRUE(loaded.config) << findings_of(loaded);
    EXPECT_TRUE(loaded.diagnostics.empty()) << findings_of(loaded);
}

TEST(TomlDocument, ColumnsCountCharactersNotBytes) {
    const std::string euros = "\xE2\x82\xAC\xE2\x82\xAC";
    expect_finding({"",
                    kSoundSource + "[[rules]]\nname = \"r\"\ntrigger = { type = \"file\" }\n" +
                        "action = { type = \"log\", message = \"" + euros + "\", x = 1 }\n",
                    "8:42: error: ", "unknown key `x`"});
}

class SyntaxFinding : public testing::TestWithParam<FindingCase> {};
TEST_P(SyntaxFinding, IsReportedWithItsMend) {
    expect_finding(GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    Encoding, SyntaxFinding,
    testing::Values(FindingCase{"Latin1", "# fine\na = \"\xC3\xBC\xFC\"\n" + kSound,
                                "2:7: error: ", "0xFC is not UTF-8"},
                    FindingCase{"CutOff", "# fine\n# \xE2\x82", "2:3: error: ", "0xE2 is not UTF-8"},
                    FindingCase{"Overlong", "# \xC0\xAF\n", "1:3: error: ", "0xC0"},
                    FindingCase{"Nul", std::string("[engine]\n# a\0b\n", 15), "2:4: error: ", "NUL byte"},
                    FindingCase{"Utf16", std::string("\xFF\xFE[\0e\0", 6), "1:1: error: ", "0xFF"}),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    Toml, SyntaxFinding,
    testing::Values(
        FindingCase{"TriggerOverLines", "[[rules]]\nname = \"r\"\ntrigger = {\n  type = \"file\"\n}\n",
                    "3:12: error: ", "write [rules.trigger] on a line of its own"},
        FindingCase{"ActionOverLines",
                    "[[rules]]\nname = \"r\"\naction = { type = \"log\",\n  message = \"m\" }\n",
                    "3:25: error: ", "write [[rules.action]] on a line of its own"},
        FindingCase{"ActionsOverLines",
                    "[[rules]]\nactions = [\n  { type = \"log\",\n    message = \"m\" }\n]\n",
                    "3:18: error: ", "write [[rules.actions]]"},
        FindingCase{"OtherOverLines", "[engine]\nx = {\n}\n", "2:6: error: ", "[header]"},
        FindingCase{"LastComma", "[engine]\nx = { a = 1, }\n", "2:14: error: ", "take the last comma out"},
        FindingCase{"WindowsUsers", "[[sources]]\npaths = [\"C:\\Users\\x\"]\n",
                    "2:15: error: ", "'single quotes', or with /"},
        FindingCase{"WindowsData", "[[sources]]\npaths = [\"C:\\Data\"]\n",
                    "2:14: error: ", "'single quotes', or with /"},
        FindingCase{"NoQuotes", "[engine]\nlog_level = debug\n",
                    "2:13: error: ", "must stand in \"double quotes\""},
        FindingCase{"CurlyQuotes",
                    "[engine]\nlog_level = \xE2\x80\x9C"
                    "a\xE2\x80\x9D\n",
                    "2:13: error: ", "\"double quotes\""},
        FindingCase{"Unclosed", "[engine]\nlog_level = \"debug\n", "2:", "add the quote at its end"},
        FindingCase{"UnclosedSingle", "[engine]\nlog_level = 'debug\n", "2:", "add the quote at its end"},
        FindingCase{"CapitalTrue", "[[sources]]\nenabled = True\n",
                    "2:11: error: ", "true or false in small letters"},
        FindingCase{"KeyTwice", "[engine]\nlog_level = 'info'\nlog_level = 'warn'\n",
                    "3:", "cannot redefine"},
        FindingCase{"TableTwice", "[engine]\n[engine]\n", "2:1: error: ", "cannot redefine"},
        FindingCase{"Yaml", "[engine]\nlog_level: info\n", "2:10: error: ", "expected '='"},
        FindingCase{"HeaderWithoutKey", "[%]\n", "1:2: error: ", "saw '%'"},
        FindingCase{"CombiningCharacter", " \xCC\xA3 = 1\n", "1:2: error: ", "this is not TOML"},
        FindingCase{"HeaderOverLines", "[[\nrules]]\n", "1:3: error: ", "saw '"},
        FindingCase{"OneBracketShort", "[[rules]\n", "1:9: error: ", "expected ']'"}),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    Nesting, SyntaxFinding,
    testing::Values(
        FindingCase{"Brackets", "x = " + repeated("[", 100'000), "1:205: error: ", "nested too deeply"},
        FindingCase{"Braces", "x = " + repeated("{x=", 100'000), "1:", "nested too deeply"},
        FindingCase{"ClosedBrackets", "x = " + repeated("[", 100'000) + repeated("]", 100'000),
                    "1:205: error: ", ""},
        FindingCase{"DottedKey", "x" + repeated(".x", 1'000'000) + " = 1", "1:", "nested too deeply"},
        FindingCase{"DottedHeader", "[x" + repeated(".x", 1'000'000) + "]", "1:", "nested too deeply"},
        FindingCase{"SpacedQuotedKey", "x" + repeated(" . \"x\"", 100'000) + " = 1",
                    "1:", "nested too deeply"},
        FindingCase{"BehindAString", "x = {a = \"\"\"b\"\"\"\", y" + repeated(".y", 100'000) + " = 1}",
                    "1:", "nested too deeply"}),
    case_name);

TEST(TomlDocument, BracketsAndDotsInTextsAndCommentsDoNotNest) {
    const std::string noise = repeated("[.{", 1000);
    const LoadedConfig loaded =
        load("# " + noise + "\n" + kSoundSource + "[[rules]]\nname = '" + noise +
             "'\ndescription = \"\"\"a\n\\\"" + noise +
             "\"\"\"\ntrigger = { type = \"file\" }\naction = { type = \"log\", message = \"" + noise +
             "\\\"\" }\n");
    EXPECT_TRUE(loaded.config) << findings_of(loaded);
}

TEST(TomlDocument, ManyFindingsAreCutOffWithACount) {
    const LoadedConfig loaded = load(repeated("[[rules]]\n", 5000));
    EXPECT_EQ(loaded.diagnostics.size(), Findings::kMaximumKept + 1);
    EXPECT_EQ(loaded.diagnostics.back().message, "14000 more findings are not shown; mend those above first");
    EXPECT_FALSE(loaded.config);
}

}  // namespace
}  // namespace wee
