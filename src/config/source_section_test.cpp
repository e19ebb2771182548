#include "tests/support/config_cases.h"

namespace wee {
namespace {

/// Line 4 is the source's first line below name and type.
std::string with_watcher(const std::string& lines) {
    return "[[sources]]\nname = \"here\"\ntype = \"file_watcher\"\n" + lines + "\n" + kSoundRule;
}

std::string with_foreign(const std::string& type, const std::string& lines) {
    return kSoundSource + "[[sources]]\nname = \"other\"\ntype = \"" + type + "\"\n" + lines + "\n" +
           kSoundRule;
}

TEST(SourceSection, FileWatcherArrivesWhole) {
    const LoadedConfig loaded =
        load(with_watcher("paths = [\".\", \"$DATA/*\"]\npattern = \"*.txt\"\nrecursive = true"));
    ASSERT_TRUE(loaded.config) << findings_of(loaded);
    EXPECT_TRUE(loaded.diagnostics.empty()) << findings_of(loaded);
    const auto& watcher = std::get<FileWatcherOptions>(loaded.config->sources.at(0).options);
    EXPECT_EQ(watcher.name, "here");
    EXPECT_EQ(watcher.paths, (std::vector<std::string>{".", "$DATA/*"}));
    EXPECT_EQ(watcher.recursion, Recursion::WholeTree);
    EXPECT_TRUE(watcher.pattern->matches("a.txt"));
}

TEST(SourceSection, DocumentedDefaultsHold) {
    const LoadedConfig loaded = load(with_watcher("paths = \".\""));
    ASSERT_TRUE(loaded.config) << findings_of(loaded);
    const auto& watcher = std::get<FileWatcherOptions>(loaded.config->sources.at(0).options);
    EXPECT_EQ(watcher.paths, std::vector<std::string>{"."});
    EXPECT_EQ(watcher.recursion, Recursion::ThisDirectoryOnly);
    EXPECT_FALSE(watcher.pattern);
}

TEST(SourceSection, DisabledIsCheckedAndLeftOut) {
    const std::string disabled = "[[sources]]\nname = \"off\"\ntype = \"file_watcher\"\nenabled = false\n";
    const LoadedConfig loaded = load(kSoundSource + disabled + "paths = [\".\"]\n" + kSoundRule);
    ASSERT_TRUE(loaded.config) << findings_of(loaded);
    EXPECT_EQ(loaded.config->sources.size(), 1U);
    EXPECT_FALSE(load(kSoundSource + disabled + kSoundRule).config);
}

TEST(SourceSection, EveryTypeHasItsOptions) {
    const LoadedConfig loaded = load(with_foreign("timer", "interval_seconds = 60"));
    ASSERT_TRUE(loaded.config) << findings_of(loaded);
    const auto& timer = std::get<TimerOptions>(loaded.config->sources.at(1).options);
    EXPECT_EQ(timer.name, "other");
    EXPECT_EQ(std::get<IntervalTiming>(timer.timing).interval, std::chrono::minutes{1});
}

TEST(SourceSection, SingularHeaderHidesNoMistake) {
    const LoadedConfig loaded =
        load("[[source]]\nname = \"a\"\ntype = \"file_watcher\"\npaths = 5\n" + kSoundRule);
    ASSERT_EQ(loaded.diagnostics.size(), 2U) << findings_of(loaded);
    EXPECT_EQ(loaded.diagnostics[1].line, 4U);
}

TEST(SourceSection, WrongTypeHidesNoMistake) {
    const LoadedConfig loaded =
        load("[[sources]]\nname = \"a\"\ntype = \"file_wacher\"\npaths = 5\nrecursive = 1\n" + kSoundRule);
    EXPECT_EQ(loaded.diagnostics.size(), 3U) << findings_of(loaded);
}

TEST(SourceSection, WrongElementHidesNoOther) {
    EXPECT_EQ(load(with_watcher("paths = [5, \"\", \"$NONE\"]")).diagnostics.size(), 3U);
}

TEST(SourceSection, DefinitionTellsWhetherSomethingChanged) {
    const auto definition = [](const std::string& lines) {
        const LoadedConfig loaded = load(with_watcher(lines));
        return loaded.config ? loaded.config->sources.at(0).definition : Fingerprint::Unknown;
    };
    const Fingerprint first = definition("paths = [\".\"]\nrecursive = true");
    EXPECT_NE(first, Fingerprint::Unknown);
    EXPECT_EQ(first, definition("\n# a remark\nrecursive   =  true\npaths = [ '.' ]"));
    EXPECT_NE(first, definition("paths = [\".\"]\nrecursive = false"));
    EXPECT_NE(first, definition("paths = [\"..\"]\nrecursive = true"));
}

TEST(SourceSection, EveryMistakeIsReportedInOneGo) {
    const LoadedConfig loaded = load(
        "[[sources]]\ntype = \"file_watcher\"\npaths = [1, \"\", \"$NONE/x\"]\npattern = \"[a\"\nrecursive = "
        "1\nx = 1\n");
    EXPECT_EQ(std::ranges::count(loaded.diagnostics, Severity::Error, &Diagnostic::severity), 7)
        << findings_of(loaded);
    EXPECT_FALSE(loaded.config);
}

class SourceFinding : public testing::TestWithParam<FindingCase> {};
TEST_P(SourceFinding, IsReportedAtItsPlace) {
    expect_finding(GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    FileWatcher, SourceFinding,
    testing::Values(
        FindingCase{"NoPaths", with_watcher(""),
                    "1:1: error: ", "the source `here` has no `paths`; write: paths = [\"/home/me/inbox\"]"},
        FindingCase{"EmptyPaths", with_watcher("paths = []"), "4:9: error: ", "empty array"},
        FindingCase{"PathIsNumber", with_watcher("paths = [\".\", 5]"),
                    "4:15: error: ", "here is a whole number"},
        FindingCase{"PathIsEmpty", with_watcher("paths = [\"\"]"), "4:10: error: ", "write \".\""},
        FindingCase{"PathHasNul", with_watcher("paths = [\"a\\u0000b\"]"), "4:10: error: ", "NUL character"},
        FindingCase{"VariableNotSet", with_watcher("paths = [\".\", \"$NONE/x\"]"), "4:15: error: ", "NONE"},
        FindingCase{
            "PathMissing", with_watcher("paths = [\".\", \"/does/not/exist\"]"), "4:15: warning: ",
            "the path \"/does/not/exist\" does not exist yet; it will be watched as soon as it appears"},
        FindingCase{"WindowsEscape", with_watcher("paths = [\"C:\\new\"]"),
                    "4:10: error: ", "'single quotes'"},
        FindingCase{"BadGlob", with_watcher("paths = \".\"\npattern = \"*.[tx\""),
                    "5:11: error: ", "`pattern` \"*.[tx\": "},
        FindingCase{"EmptyGlob", with_watcher("paths = \".\"\npattern = \"\""), "5:11: error: ", "is empty"},
        FindingCase{"RelativeGlob", with_watcher("paths = \".\"\npattern = \"in/*.txt\""), "5:11: warning: ",
                    "never matches: it is held against the whole path; write \"**/in/*.txt\""},
        FindingCase{"DirectoryGlob", with_watcher("paths = \".\"\npattern = \"/in/\""),
                    "5:11: warning: ", "\"/in/**\""},
        FindingCase{"HomeGlob", with_watcher("paths = \".\"\npattern = \"~/*.txt\""),
                    "5:11: warning: ", "`path`"},
        FindingCase{"RecursiveAsText", with_watcher("paths = \".\"\nrecursive = \"yes\""), "5:13: error: ",
                    "must be true or false, without quotes, but here is a text; write: recursive = true"},
        FindingCase{"KeySlip", with_watcher("paths = \".\"\npatern = \"*\""),
                    "5:1: error: ", "did you mean `pattern`?"},
        FindingCase{"ForeignKey", with_watcher("paths = \".\"\ninterval_seconds = 1"), "5:1: error: ",
                    "unknown key `interval_seconds` in the source `here`; valid here: `name`, `enabled`, "
                    "`type`, `paths`"}),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    Any, SourceFinding,
    testing::Values(
        FindingCase{"NoName", "[[sources]]\ntype = \"file_watcher\"\npaths = \".\"\n" + kSoundRule,
                    "1:1: error: ", "this source has no `name`; write: name = "},
        FindingCase{"EmptyName",
                    "[[sources]]\nname = \"\"\ntype = \"file_watcher\"\npaths = \".\"\n" + kSoundRule,
                    "2:8: error: ", "`name` is empty"},
        FindingCase{"NoType", "[[sources]]\nname = \"a\"\nwhatever = 1\n" + kSoundRule,
                    "1:1: error: ", "has no `type`"},
        FindingCase{"TypeSlip",
                    "[[sources]]\nname = \"a\"\ntype = \"file_wacher\"\npaths = \".\"\n" + kSoundRule,
                    "3:8: error: ", "did you mean `file_watcher`?"},
        FindingCase{"TypeUnknown", "[[sources]]\nname = \"a\"\ntype = \"weather\"\n" + kSoundRule,
                    "3:8: error: ", "it is one of: `file_watcher`, `window_watcher`"},
        FindingCase{"NameTwice", kSoundSource + kSoundSource + kSoundRule,
                    "6:8: error: ", "there already is a source of the name `here`, at wee.toml:2"},
        FindingCase{"SingleBrackets",
                    "[sources]\nname = \"a\"\ntype = \"file_watcher\"\npaths = \".\"\n" + kSoundRule,
                    "1:1: error: ", "write [[sources]] with two"},
        FindingCase{"Singular",
                    "[[source]]\nname = \"a\"\ntype = \"file_watcher\"\npaths = \".\"\n" + kSoundRule,
                    "1:3: error: ", "did you mean `sources`?"},
        FindingCase{"NoTable", "sources = [5]\n" + kSoundRule, "1:12: error: ", "here is a whole number"}),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    ForeignOff, SourceFinding,
    testing::Values(
        FindingCase{"TimerOfText", with_foreign("timer", "enabled = false\ninterval_seconds = \"60\""),
                    "9:20: error: ", "whole number"},
        FindingCase{"TimerOfNone", with_foreign("timer", "enabled = false\ninterval_seconds = 0"),
                    "9:20: error: ", "from 1"},
        FindingCase{"RegistryKeyWithoutPath",
                    with_foreign("registry_monitor", "enabled = false\nkeys = [{ root = \"HKLM\" }]"),
                    "9:9: error: ", "this registry key has no `path`"},
        FindingCase{"RegistryKeyAsText",
                    with_foreign("registry_monitor", "enabled = false\nkeys = [\"HKLM\"]"),
                    "9:9: error: ", "array of tables"},
        FindingCase{"WindowKeySlip", with_foreign("window_watcher", "enabled = false\ntitle_patern = \"a\""),
                    "9:1: error: ", "did you mean `title_pattern`?"}),
    case_name);

}  // namespace
}  // namespace wee
