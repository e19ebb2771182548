#include "config/where_reader.h"

#include "rules/event_texts.h"
#include "tests/support/trigger_text.h"

namespace wee {
namespace {

/// `where` stands at 7:45, its contents at 7:47.
std::string with_where(const std::string& where) {
    return with_trigger("{ type = [\"file\", \"process\"], where = " + where + " }");
}

/// Whether a stopped process with this title of a field matches.
bool meets(const std::string& where, const std::string& value) {
    const LoadedConfig loaded = load(with_where(where));
    EXPECT_TRUE(loaded.config) << findings_of(loaded);
    Event event;
    event.kind = EventKind::ProcessStopped;
    event.metadata.set("user", value);
    return loaded.config && is_met(loaded.config->rules.at(0).rule.trigger, EventTexts(event));
}

TEST(WhereReader, EveryTextOperatorWorks) {
    EXPECT_TRUE(meets("{ user = \"root\" }", "root"));
    EXPECT_FALSE(meets("{ user = \"root\" }", "Root"));
    EXPECT_TRUE(meets("{ user = { equals = \"root\" } }", "root"));
    EXPECT_FALSE(meets("{ user = { equals = \"root\" } }", "rooted"));
    EXPECT_TRUE(meets("{ user = { glob = \"r*t\" } }", "root"));
    EXPECT_FALSE(meets("{ user = { glob = \"r?t\" } }", "root"));
    EXPECT_TRUE(meets("{ user = { contains = \"oo\" } }", "root"));
    EXPECT_TRUE(meets("{ user = { starts_with = \"ro\" } }", "root"));
    EXPECT_FALSE(meets("{ user = { starts_with = \"oo\" } }", "root"));
    EXPECT_TRUE(meets("{ user = { ends_with = \"ot\" } }", "root"));
    EXPECT_TRUE(meets("{ user = { matches = '^r(o+)t$' } }", "root"));
    EXPECT_FALSE(meets("{ user = { matches = '^(o+)t$' } }", "root"));
    EXPECT_TRUE(meets("{ user = { in = [\"admin\", \"root\"] } }", "root"));
    EXPECT_FALSE(meets("{ user = { in = [\"admin\", \"roots\"] } }", "root"));
}

TEST(WhereReader, ListMeansAnyOf) {
    EXPECT_TRUE(meets("{ user = [\"admin\", \"root\"] }", "root"));
    EXPECT_TRUE(meets("{ user = { starts_with = [\"a\", \"r\"] } }", "root"));
    EXPECT_FALSE(meets("{ user = { starts_with = [\"a\", \"b\"] } }", "root"));
}

TEST(WhereReader, NumbersAndTruthValuesStandForTheirText) {
    EXPECT_TRUE(meets("{ user = 7 }", "7"));
    EXPECT_TRUE(meets("{ user = [5, 7] }", "7"));
    EXPECT_TRUE(meets("{ user = 0.5 }", "0.5"));
    EXPECT_TRUE(meets("{ user = true }", "true"));
}

TEST(WhereReader, NumbersCompare) {
    EXPECT_TRUE(meets("{ user = { greater = 9 } }", "10"));
    EXPECT_FALSE(meets("{ user = { greater = 10 } }", "10"));
    EXPECT_TRUE(meets("{ user = { less = -0.5 } }", "-1"));
    EXPECT_TRUE(meets("{ user = { greater = 9, less = 11 } }", "10"));
    EXPECT_FALSE(meets("{ user = { greater = 9 } }", "many"));
}

TEST(WhereReader, ExistsLooksOnlyWhetherTheFieldIsThere) {
    EXPECT_TRUE(meets("{ user = { exists = true } }", ""));
    EXPECT_FALSE(meets("{ user = { exists = false } }", ""));
    EXPECT_TRUE(meets("{ colour = { exists = false } }", ""));
}

TEST(WhereReader, CaseIsIgnoredWhereItSaysSo) {
    EXPECT_TRUE(meets("{ user = { equals = \"ROOT\", ignore_case = true } }", "root"));
    EXPECT_TRUE(meets("{ user = { matches = \"^RO\", ignore_case = true } }", "root"));
    EXPECT_TRUE(meets("{ user = { glob = \"R*\", ignore_case = true } }", "root"));
    EXPECT_TRUE(meets("{ user = \"ROOT\" }, ignore_case = true", "root"));
    EXPECT_FALSE(meets("{ user = { equals = \"ROOT\", ignore_case = false } }, ignore_case = true", "root"));
}

TEST(WhereReader, OperatorsAndFieldsAreAllMet) {
    EXPECT_EQ(
        tree_of("{ type = \"file_created\", where = { user = { starts_with = \"a\", ends_with = \"b\" }, "
                "size = { greater = 5 }, colour = \"red\", group = { exists = false } } }"),
        "all(FileCreated all(user^a user$b) size>5 colour=red not(group!))");
}

TEST(WhereReader, BackslashesOfAWindowsPathArePlain) {
    EXPECT_TRUE(meets(R"({ user = { glob = 'C:\Program Files\*.exe' } })", R"(C:\Program Files\a\b.exe)"));
}

TEST(WhereReader, ValuesThatFitEachOtherAreFine) {
    EXPECT_TRUE(meets("{ user = { in = [\"a\", \"root\"], contains = \"oo\", exists = true } }", "root"));
    EXPECT_TRUE(meets("{ user = { in = [\"1\", \"7\"], greater = 5, less = 8 } }", "7"));
    EXPECT_TRUE(meets("{ user = { equals = \"root\", glob = \"R*\", ignore_case = true } }", "Root"));
}

class WhereFinding : public testing::TestWithParam<FindingCase> {};
TEST_P(WhereFinding, IsReportedAtItsPlace) {
    expect_finding(GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    All, WhereFinding,
    testing::Values(
        FindingCase{"Empty", with_where("{}"), "7:49: error: ", "`where` is empty; write: where = {"},
        FindingCase{"AsText", with_where("\"pid\""), "7:49: error: ", "`where` must be a table"},
        FindingCase{"OperatorSlip", with_where("{ user = { equal = \"a\" } }"),
                    "7:60: error: ", "in `where.user`; did you mean `equals`?"},
        FindingCase{"OperatorUnknown", with_where("{ user = { regexp = \"a\" } }"), "7:60: error: ",
                    "valid here: `ignore_case`, `equals`, `in`, `glob`, `contains`, `starts_with`"},
        FindingCase{"NoOperator", with_where("{ user = { ignore_case = true } }"),
                    "7:58: error: ", "`where.user` has no operator; write: user = { equals"},
        FindingCase{"FieldSlip", with_where("{ exitcode = 1 }"), "7:51: warning: ",
                    "no documented event has a field `exitcode`; did you mean `exit_code`?"},
        FindingCase{"IgnoreCaseAmongTheFields", with_where("{ user = \"a\", ignore_case = true }"),
                    "7:63: error: ", "`ignore_case` stands beside `where`"},
        FindingCase{"ValueAsTableInAList", with_where("{ user = [{ equals = \"a\" }] }"),
                    "7:59: error: ", "must be a text or a number, but here is a table"},
        FindingCase{"EmptyList", with_where("{ user = { in = [] } }"),
                    "7:65: error: ", "`in` is an empty array, so it is never true"},
        FindingCase{"EmptyContains", with_where("{ user = { contains = \"\" } }"),
                    "7:71: error: ", "`contains` is empty"},
        FindingCase{"GreaterAsText", with_where("{ pid = { greater = \"5\" } }"),
                    "7:69: error: ", "`greater` must be a number, but here is a text"},
        FindingCase{"GreaterThanNothing", with_where("{ pid = { greater = nan } }"),
                    "7:69: error: ", "`greater` must be from "},
        FindingCase{"ExistsAsText", with_where("{ pid = { exists = \"yes\" } }"),
                    "7:68: error: ", "true or false"},
        FindingCase{"BadGlob", with_where("{ user = { glob = \"[a\" } }"),
                    "7:67: error: ", "`glob` \"[a\": "},
        FindingCase{"BadRegex", with_where("{ user = { matches = \"a)\" } }"),
                    "7:70: error: ", "`matches` \"a)\": "},
        FindingCase{"RegexTooLarge", with_where("{ user = { matches = \"(a{1,100}){1,100}\" } }"),
                    "7:70: error: ", "`matches` \""},
        FindingCase{"RegexTooLong", with_where("{ user = { matches = \"" + std::string(5000, 'a') + "\" } }"),
                    "7:70: error: ", "`matches` \""},
        FindingCase{
            "TwoValuesAtOnce", with_where("{ pid = { equals = \"1\", in = [\"2\", \"3\"] } }"),
            "7:51: error: ",
            "this can never be true: no `pid` meets all of `where.pid.equals = \"1\"`, `where.pid.in = "
            "[\"2\", \"3\"]`"},
        FindingCase{"ValueThatTheOthersExclude", with_where("{ pid = { equals = 5, greater = 7 } }"),
                    "7:51: error: ", "no `pid` meets all of"},
        FindingCase{"EmptyRange", with_where("{ pid = { greater = 7, less = 7 } }"),
                    "7:51: error: ", "no `pid` meets all of"},
        FindingCase{"ThereAndMissing", with_where("{ pid = { exists = false, contains = \"1\" } }"),
                    "7:51: error: ", "no `pid` meets all of"},
        FindingCase{
            "TwoValuesInTwoPlaces",
            with_trigger("{ type = \"file\", all = [{ where = { size = 1 } }, { where = { size = 2 } }] }"),
            "7:11: error: ", "the trigger can never be true: no `size` meets all of `where.size = \"1\"`"},
        FindingCase{"OnlyMissing", with_trigger("{ any = [{ where = { pid = { exists = false } } }] }"),
                    "7:11: error: ", "nearly every event"}),
    case_name);

}  // namespace
}  // namespace wee
