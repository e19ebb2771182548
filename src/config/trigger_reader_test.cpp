#include "config/trigger_reader.h"

#include "tests/support/config_cases.h"

namespace wee {
namespace {

/// The trigger stands at 7:11, after "trigger = ".
std::string with_trigger(const std::string& trigger) {
    return kSoundSource + "[[rules]]\nname = \"r\"\ntrigger = " + trigger +
           "\naction = { type = \"log\", message = \"m\" }\n";
}

/// The tree as text: "all(kinds=4 name=*.txt)".
std::string show(const Trigger& trigger);

struct Shower {
    std::string operator()(const KindCondition& condition) const {
        std::string names;
        for (const EventKind kind : all_event_kinds()) {
            if (condition.kinds.contains(kind)) {
                append(names, "|", std::string(to_string(kind)));
            }
        }
        return names;
    }
    std::string operator()(const TextCondition& condition) const {
        std::string text = condition.subject.part == Subject::Part::FileName ? "name~" : "path~";
        return text += std::get<Glob>(condition.pattern).pattern();
    }
    std::string operator()(const ExistsCondition&) const { return "exists"; }
    std::string operator()(const NumberCondition&) const { return "number"; }
    std::string operator()(const PathUnderCondition& condition) const { return "under:" + condition.path; }
    std::string operator()(const CompositeCondition& condition) const {
        std::string children;
        for (const Trigger& child : condition.children) {
            append(children, " ", show(child));
        }
        const std::array<std::string, 3> names = {"all(", "any(", "not("};
        return names[static_cast<std::size_t>(condition.kind)] + children + ')';
    }

private:
    static void append(std::string& list, const char* separator, const std::string& item) {
        list += list.empty() ? "" : separator;
        list += item;
    }
};

std::string show(const Trigger& trigger) {
    return std::visit(Shower(), trigger.condition);
}

std::string tree_of(const std::string& trigger) {
    const LoadedConfig loaded = load(with_trigger(trigger));
    return loaded.config ? show(loaded.config->rules.at(0).rule.trigger) : findings_of(loaded);
}

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
    EXPECT_EQ(tree_of("{ type = \"file\", path = 'C:\\Data\\' }"),
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
        trigger = level % 2 == 0 ? "{ not = " + trigger + " }" : "{ all = [" + trigger + "] }";
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

TEST(TriggerReader, FieldOfAForeignTypeIsNeverIgnored) {
    const LoadedConfig loaded = load(with_trigger("{ type = \"window_focused\", title_contains = \"x\" }"));
    EXPECT_FALSE(loaded.config);
    EXPECT_NE(findings_of(loaded).find("wee.toml:7:38: error: this build cannot test `title_contains` yet"),
              std::string::npos)
        << findings_of(loaded);
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
        FindingCase{"TypeSlip", with_trigger("{ type = \"file_craeted\", pattern = \"[\" }"),
                    "7:20: error: ", "did you mean `file_created`?"},
        FindingCase{"TypeUnknown", with_trigger("{ type = \"weather\" }"), "7:20: error: ",
                    "there is no trigger type \"weather\"; it is one of: `file_created`, `file_modified`"},
        FindingCase{"TypeAsNumber", with_trigger("{ type = 5 }"), "7:20: error: ", "a text in quotes"},
        FindingCase{"Foreign", with_trigger("{ type = \"process_started\" }"),
                    "7:13: warning: ", "no source of this build gives `process_started` events yet"},
        FindingCase{"FieldOfAnotherKind", with_trigger("{ type = \"file_created\", title_contains = \"x\" }"),
                    "7:36: error: ",
                    "`title_contains` is no field of file events; `file_created` has: `pattern`, `path`"},
        FindingCase{"FieldWithoutType", with_trigger("{ all = [{ value_name = \"x\" }] }"),
                    "7:22: error: ", "needs a `type` beside it"},
        FindingCase{"KeySlip", with_trigger("{ type = \"file_created\", patern = \"x\" }"),
                    "7:36: error: ", "unknown key `patern` in the trigger; did you mean `pattern`?"},
        FindingCase{"BadGlob", with_trigger("{ type = \"file\", pattern = \"[a\" }"),
                    "7:38: error: ", "`pattern` \"[a\": "},
        FindingCase{"BadGlobInAList", with_trigger("{ type = \"file\", pattern = [\"a\", \"{b\"] }"),
                    "7:44: error: ", "{b"},
        FindingCase{"BadGlobOfWindows", with_trigger("{ type = \"file\", pattern = 'a\\' }"),
                    "7:38: error: ", "between directories write /, not \\"},
        FindingCase{"RelativePattern", with_trigger("{ type = \"file\", pattern = \"./a/*\" }"),
                    "7:38: warning: ", "write \"**/a/*\""},
        FindingCase{"EmptyPath", with_trigger("{ type = \"file\", path = \"\" }"),
                    "7:35: error: ", "`path` is empty"},
        FindingCase{"PathVariableNotSet", with_trigger("{ type = \"file\", path = \"%NONE%\" }"),
                    "7:35: error: ", "NONE"},
        FindingCase{"BadPathGlob", with_trigger("{ type = \"file\", path = \"/a/[b\" }"),
                    "7:35: error: ", "`path`"},
        FindingCase{"PathAsNumber", with_trigger("{ type = \"file\", path = 5 }"),
                    "7:35: error: ", "array of texts, or one"},
        FindingCase{"AllAsTable", with_trigger("{ all = { type = \"file\" } }"), "7:19: error: ",
                    "`all` must be an array of at least one condition, but here is a table; write: all = ["},
        FindingCase{"AnyOfNone", with_trigger("{ any = [] }"), "7:19: error: ", "at least one"},
        FindingCase{"AllOfTexts", with_trigger("{ all = [\"file\"] }"), "7:20: error: ", "array of tables"},
        FindingCase{"NotAsArray", with_trigger("{ not = [{ type = \"file\" }] }"),
                    "7:19: error: ", "`not` must be a table"},
        FindingCase{"EmptyCondition", with_trigger("{ any = [{ type = \"file\" }, {}] }"),
                    "7:39: error: ", "this condition is empty"}),
    case_name);

}  // namespace
}  // namespace wee
