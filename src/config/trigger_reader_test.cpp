#include "config/trigger_reader.h"

#include "rules/event_texts.h"
#include "tests/support/trigger_text.h"
#include "tests/support/triggers.h"

namespace wee {
namespace {

TEST(TriggerReader, TypeAloneIsItsKind) {
    EXPECT_EQ(tree_of("{ type = \"file_renamed\" }"), "FileRenamed");
    EXPECT_EQ(tree_of("{ type = \"file\" }"), "FileCreated|FileModified|FileDeleted|FileRenamed");
}

TEST(TriggerReader, PatternIsHeldAgainstNameOrPath) {
    EXPECT_EQ(tree_of("{ type = \"file_created\", pattern = \"*.txt\" }"), "all(FileCreated name~*.txt)");
    EXPECT_EQ(tree_of("{ type = \"file_created\", pattern = \"**/in/*\" }"), "all(FileCreated path~**/in/*)");
}

TEST(TriggerReader, PathWithWildcardsIsAGlobOfTheWholePath) {
    EXPECT_EQ(tree_of("{ type = \"file_created\", path = \"$DATA/*/b\" }"),
              "all(FileCreated path~/data/*/b)");
    EXPECT_EQ(tree_of("{ type = \"file_created\", path = \"**/b\" }"), "all(FileCreated path~**/b)");
}

TEST(TriggerReader, WindowsPathsGetForwardSlashes) {
    // Case said, because it is the system's otherwise.
    EXPECT_EQ(tree_of("{ type = \"file\", path = 'C:\\Data\\', ignore_case = false }"),
              "all(FileCreated|FileModified|FileDeleted|FileRenamed under:C:/Data)");
    EXPECT_EQ(tree_of("{ type = \"file\", pattern = 'C:\\Data\\*.csv' }"),
              "all(FileCreated|FileModified|FileDeleted|FileRenamed path~C:/Data/*.csv)");
}

TEST(TriggerReader, ListMeansAnyOf) {
    EXPECT_EQ(tree_of("{ type = \"file_created\", pattern = [\"*.a\", \"*.b\"] }"),
              "all(FileCreated any(name~*.a name~*.b))");
}

TEST(TriggerReader, CompositesNestAndStandBesideAType) {
    EXPECT_EQ(tree_of("{ type = \"file_created\", not = { pattern = \"*.tmp\" } }"),
              "all(FileCreated not(name~*.tmp))");
    EXPECT_EQ(
        tree_of("{ any = [{ type = \"file_created\" }, { type = \"file_renamed\", pattern = \"a\" }] }"),
        "any(FileCreated all(FileRenamed name~a))");
    EXPECT_EQ(
        tree_of(
            "{ all = [{ type = \"file_created\" }, { any = [{ pattern = \"a\" }, { pattern = \"b\" }] }] }"),
        "all(FileCreated any(name~a name~b))");
}

std::string nested(int depth) {
    std::string trigger = "{ type = \"file\" }";
    for (int level = 1; level < depth; ++level) {
        trigger = level % 2 == 0 ? "{ any = [" + trigger + "] }" : "{ all = [" + trigger + "] }";
    }
    return trigger;
}

TEST(TriggerReader, NestsToItsLimit) {
    EXPECT_TRUE(load(with_trigger(nested(TriggerReader::kMaximumDepth))).config);
    const LoadedConfig deeper = load(with_trigger(nested(TriggerReader::kMaximumDepth + 1)));
    ASSERT_EQ(deeper.diagnostics.size(), 1U) << findings_of(deeper);
    EXPECT_NE(deeper.diagnostics[0].message.find("nested more than 64 deep"), std::string::npos);
    EXPECT_EQ(deeper.diagnostics[0].line, 7U);
}

TEST(TriggerReader, ForeignTypeIsKeptWithAWarning) {
    const LoadedConfig loaded = load(with_trigger("{ type = \"registry_changed\" }"));
    ASSERT_TRUE(loaded.config) << findings_of(loaded);
    EXPECT_EQ(show(loaded.config->rules.at(0).rule.trigger),
              "RegistryKeyCreated|RegistryKeyDeleted|RegistryValueSet|RegistryValueDeleted");
}

TEST(TriggerReader, TypeMayBeAFamilyOrAList) {
    EXPECT_EQ(tree_of("{ type = \"process\" }"), "ProcessStarted|ProcessStopped");
    EXPECT_EQ(tree_of("{ type = \"events_lost\" }"), "EventsLost");
    EXPECT_EQ(tree_of("{ type = [\"file_created\", \"file_renamed\"] }"), "FileCreated|FileRenamed");
    const LoadedConfig loaded = load(with_trigger("{ type = \"any\" }"));
    ASSERT_TRUE(loaded.config) << findings_of(loaded);
    EXPECT_EQ(possible_kinds(loaded.config->rules.at(0).rule.trigger), EventKindSet::all());
}

bool matches(const std::string& trigger, const Event& event) {
    const LoadedConfig loaded = load(with_trigger(trigger));
    EXPECT_TRUE(loaded.config) << findings_of(loaded);
    return loaded.config && is_met(loaded.config->rules.at(0).rule.trigger, EventTexts(event));
}

TEST(TriggerReader, IgnoreCaseIsForTheFieldsBesideIt) {
    const std::string files =
        "{ type = \"file_created\", pattern = \"*.TXT\", path = \"/A/*\", ignore_case = ";
    EXPECT_TRUE(matches(files + "true }", file_event("/a/b.txt")));
    EXPECT_FALSE(matches(files + "false }", file_event("/A/b.txt")));
    EXPECT_FALSE(matches(files + "false }", file_event("/a/b.TXT")));
    EXPECT_FALSE(
        matches("{ type = \"file\", ignore_case = true, all = [{ pattern = \"*.TXT\", ignore_case = "
                "false }] }",
                file_event("/a/b.txt")));
}

TEST(TriggerReader, EveryConditionRemembersHowItWasWritten) {
    const LoadedConfig loaded = load(
        with_trigger("{ type = \"file_created\", pattern = [\"*.a\", \"*.b\"], where = { size = { greater = "
                     "5 }, owner = \"me\" }, not = { path = \"/a\" } }"));
    ASSERT_TRUE(loaded.config) << findings_of(loaded);
    EXPECT_EQ(
        labels_of(loaded.config->rules.at(0).rule.trigger),
        "(type = \"file_created\" | pattern = [\"*.a\", \"*.b\"](pattern = \"*.a\" | pattern = \"*.b\") | "
        "where.size.greater = 5 | where.owner = \"me\" | not(path = \"/a\"))");
}

TEST(TriggerReader, FieldsBesideAWrongTypeAreLookedAt) {
    const LoadedConfig loaded =
        load(with_trigger("{ type = \"file_craeted\", pattern = \"[\", title_contains = \"x\", patth = 1 }"));
    ASSERT_EQ(loaded.diagnostics.size(), 4U) << findings_of(loaded);
    EXPECT_NE(findings_of(loaded).find("`title_contains` is no field of `file_created` events"),
              std::string::npos);
    EXPECT_EQ(load(with_trigger("{ type = \"weather\", pattern = \"[\" }")).diagnostics.size(), 2U);
}

class TriggerFinding : public testing::TestWithParam<FindingCase> {};
TEST_P(TriggerFinding, IsReportedAtItsPlace) {
    expect_finding(GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    All, TriggerFinding,
    testing::Values(
        FindingCase{"Empty", with_trigger("{}"), "7:11: error: ", "the trigger is empty; write: type ="},
        FindingCase{"NoType", with_trigger("{ pattern = \"*\" }"),
                    "7:11: error: ", "the trigger has no `type`"},
        FindingCase{"TypeSlip", with_trigger("{ type = \"file_craeted\", pattern = \"a\" }"),
                    "7:20: error: ", "did you mean `file_created`?"},
        FindingCase{"TypeByAnotherWord", with_trigger("{ type = \"file_changed\" }"),
                    "7:20: error: ", "did you mean `file_modified`?"},
        FindingCase{"TypeByTheNameOfTheKind", with_trigger("{ type = \"FileCreated\" }"),
                    "7:20: error: ", "did you mean `file_created`?"},
        FindingCase{"TypeUnknown", with_trigger("{ type = \"weather\" }"), "7:20: error: ",
                    "there is no trigger type \"weather\"; it is one of: `file_created`, `file_modified`"},
        FindingCase{"TypeAsNumber", with_trigger("{ type = 5 }"),
                    "7:20: error: ", "an array of texts, or one text"},
        FindingCase{"NoSourceGivesIt", with_trigger("{ type = \"process_started\" }"),
                    "7:11: warning: ", "add one (type = \"process_monitor\")"},
        FindingCase{
            "FieldOfAnotherKind", with_trigger("{ type = \"file_created\", title_contains = \"x\" }"),
            "7:36: error: ",
            "`title_contains` is no field of `file_created` events; they have: `pattern`, `path`, `where`"},
        FindingCase{"KeySlip", with_trigger("{ type = \"file_created\", patern = \"x\" }"),
                    "7:36: error: ", "unknown key `patern` in the trigger; did you mean `pattern`?"},
        FindingCase{"BadGlob", with_trigger("{ type = \"file\", pattern = \"[a\" }"),
                    "7:38: error: ", "`pattern` \"[a\": "},
        FindingCase{"BadGlobInAList", with_trigger("{ type = \"file\", pattern = [\"a\", \"{b\"] }"),
                    "7:44: error: ", "{b"},
        FindingCase{"BadGlobOfWindows", with_trigger("{ type = \"file\", pattern = 'a\\' }"),
                    "7:38: error: ", "between directories write /, not \\"},
        FindingCase{"RelativePattern", with_trigger("{ type = \"file\", pattern = \"./a/*\" }"),
                    "7:38: error: ", "never matches: it is held against the whole path; write \"**/a/*\""},
        FindingCase{"EmptyPath", with_trigger("{ type = \"file\", path = \"\" }"),
                    "7:35: error: ", "`path` is empty"},
        FindingCase{"PathVariableNotSet", with_trigger("{ type = \"file\", path = \"%NONE%\" }"),
                    "7:35: error: ", "NONE"},
        FindingCase{"BadPathGlob", with_trigger("{ type = \"file\", path = \"/a/[b\" }"),
                    "7:35: error: ", "`path`"},
        FindingCase{"PathAsNumber", with_trigger("{ type = \"file\", path = 5 }"),
                    "7:35: error: ", "a text, or an array of texts"},
        FindingCase{"AllAsTable", with_trigger("{ all = { type = \"file\" } }"), "7:19: error: ",
                    "`all` must be an array of conditions, but here is a table; write: all = ["},
        FindingCase{"AnyOfNone", with_trigger("{ any = [] }"),
                    "7:19: error: ", "`any` has no condition in it, so it is never true; write: any = ["},
        FindingCase{"AllOfNone", with_trigger("{ type = \"file\", all = [] }"),
                    "7:34: error: ", "`all` has no condition in it, so it says nothing; write: all = ["},
        FindingCase{"AllOfTexts", with_trigger("{ all = [\"file\"] }"), "7:20: error: ", "array of tables"},
        FindingCase{"NotAsArray", with_trigger("{ not = [{ type = \"file\" }] }"),
                    "7:19: error: ", "`not` must be a table"},
        FindingCase{"EmptyCondition", with_trigger("{ any = [{ type = \"file\" }, {}] }"),
                    "7:39: error: ", "this condition is empty"},
        FindingCase{"OnlyIgnoreCase", with_trigger("{ ignore_case = true }"), "7:11: error: ", "is empty"},
        FindingCase{"IgnoreCaseAsText", with_trigger("{ type = \"file\", ignore_case = \"yes\" }"),
                    "7:42: error: ", "true or false"},
        FindingCase{"FieldOfWindowsWithoutType", with_trigger("{ title_contains = \"x\" }"),
                    "7:11: error: ", "the trigger has no `type`; write: type = \"any\""},
        FindingCase{"FieldOfAnotherKindInside",
                    with_trigger("{ type = \"file\", not = { title_contains = \"x\" } }"),
                    "7:36: error: ", "`title_contains` is no field of `file` events"},
        FindingCase{"FieldOfAnotherKindBeside",
                    with_trigger("{ all = [{ type = \"file\" }, { title_contains = \"x\" }] }"),
                    "7:41: error: ", "`title_contains` is no field of `file` events"},
        FindingCase{"PatternOfNoPath", with_trigger("{ type = \"file\", pattern = \"/a/../b\" }"),
                    "7:38: error: ", "never matches"},
        FindingCase{"PathOfNoPath", with_trigger("{ type = \"file\", path = \"/a//*\" }"),
                    "7:35: error: ", "never matches"},
        FindingCase{"RegexTooLarge",
                    with_trigger("{ type = [\"file\", \"window\"], title_matches = \"(a{1,100}){1,100}\" }"),
                    "7:56: error: ", "`title_matches` \""},
        FindingCase{"RegexOpen", with_trigger("{ type = [\"file\", \"window\"], title_matches = \"(a\" }"),
                    "7:56: error: ", "`title_matches` \"(a\": "},
        FindingCase{"ProcessGlobOpen",
                    with_trigger("{ type = [\"file\", \"process\"], process_name = \"[a\" }"),
                    "7:56: error: ", "`process_name` \"[a\": "},
        FindingCase{"IntervalAsText",
                    with_trigger("{ type = [\"file\", \"timer\"], interval_seconds = \"60\" }"),
                    "7:58: error: ", "`interval_seconds` must be a number"},
        FindingCase{"KeyPathWithoutRoot",
                    with_trigger("{ type = [\"file\", \"registry\"], key_path = 'Software\\Example' }"),
                    "7:53: warning: ", "begins with its root"},
        FindingCase{"NotAlone", with_trigger("{ not = { pattern = \"*.tmp\" } }"), "7:11: error: ",
                    "nearly every event makes this trigger true: it only says what must not be"},
        FindingCase{"NotAloneInAny",
                    with_trigger("{ any = [{ type = \"file\" }, { not = { pattern = \"*.tmp\" } }] }"),
                    "7:11: error: ", "nearly every event"},
        FindingCase{"NotAllOf", with_trigger("{ not = { all = [{ pattern = \"a\" }, { path = \"/b\" }] } }"),
                    "7:11: error: ", "nearly every event"},
        FindingCase{"KindsExcludeEachOther",
                    with_trigger("{ all = [{ type = \"file_created\" }, { type = \"file_deleted\" }] }"),
                    "7:11: error: ", "the trigger can never be true: no kind of event meets all of it"},
        FindingCase{"KindsExcludeEachOtherInside",
                    with_trigger("{ any = [{ type = \"file\" }, { type = \"file_created\", not = { type = "
                                 "\"file\" } }] }"),
                    "7:39: error: ", "this condition can never be true"}),
    case_name);

}  // namespace
}  // namespace wee
