#include "config/emit_reader.h"

#include "rules/event_texts.h"
#include "tests/support/config_cases.h"

namespace wee {
namespace {

/// `line` is line 11.
std::string with_emit(const std::string& line) {
    return kSoundSource + "[[rules]]\nname = \"r\"\ntrigger = { type = \"file\" }\n[[rules.action]]\n" +
           "type = \"emit\"\nevent = \"saved\"\n" + line + "\n";
}

std::string listening(const std::string& trigger) {
    return with_emit("") + "[[rules]]\nname = \"l\"\ntrigger = " + trigger +
           "\naction = { type = \"log\", message = \"{{name}} {{emitted_by}}\" }\n";
}

TEST(EmitReader, EveryKeyArrivesAndTheLimitIsTheEngines) {
    const LoadedConfig loaded = load("engine = { emit_depth_limit = 3 }\n" +
                                     with_emit("fields = { path = \"{{path}}\", n = \"1\" }"));
    ASSERT_TRUE(loaded.config) << findings_of(loaded);
    const auto& emit = std::get<EmitActionOptions>(loaded.config->rules.at(0).actions.at(0).options);
    EXPECT_EQ(emit.name, "saved");
    ASSERT_EQ(emit.fields.size(), 2U);
    EXPECT_EQ(emit.fields[0].second.source(), "{{path}}");
    EXPECT_EQ(emit.depth_limit, 3U);
}

TEST(EmitReader, AnotherLimitMakesAnotherRule) {
    const auto rule_of = [](const std::string& text) {
        return load(text).config->rules.at(0).rule.definition;
    };
    EXPECT_NE(rule_of("engine.emit_depth_limit = 3\n" + with_emit("")), rule_of(with_emit("")));
    EXPECT_EQ(rule_of("engine.emit_depth_limit = 3\n" + kSoundSource + kSoundRule),
              rule_of(kSoundSource + kSoundRule));
}

TEST(EmitReader, OtherRulesListenByName) {
    const auto matches = [](const std::string& trigger, const std::string& name) {
        const LoadedConfig loaded = load(listening(trigger));
        EXPECT_TRUE(loaded.diagnostics.empty()) << findings_of(loaded);
        Event event = make_event(EventKind::Emitted, "emit", {});
        event.metadata.set(FieldId::Name, name);
        return is_met(loaded.config->rules.at(1).rule.trigger, EventTexts(event));
    };
    EXPECT_TRUE(matches("{ type = \"emitted\", name = \"saved\" }", "saved"));
    EXPECT_FALSE(matches("{ type = \"emitted\", name = \"saved\" }", "Saved"));
    EXPECT_TRUE(matches("{ type = \"emitted\", name = \"s*d\" }", "saved"));
    EXPECT_TRUE(matches("{ type = \"emitted\", name = [\"lost\", \"saved\"] }", "saved"));
    EXPECT_TRUE(matches("{ type = \"emitted\", name = \"SAVED\", ignore_case = true }", "saved"));
}

class EmitFinding : public testing::TestWithParam<FindingCase> {};
TEST_P(EmitFinding, IsReportedAtItsPlace) {
    expect_finding(GetParam());
}

const std::string kBare = kSoundSource +
                          "[[rules]]\nname = \"r\"\ntrigger = { type = \"file\" }\n[[rules.action]]\n"
                          "type = \"emit\"\n";

INSTANTIATE_TEST_SUITE_P(
    All, EmitFinding,
    testing::Values(
        FindingCase{"NoName", kBare, "8:1: error: ", "the action `emit` has no `event`"},
        FindingCase{"NameWithTemplate", kBare + "event = \"saved {{path}}\"\n",
                    "10:9: error: ", "belongs into `fields`"},
        FindingCase{"FieldName", with_emit("fields = { \"a b\" = \"1\" }"),
                    "11:12: error: ", "letters, digits and _"},
        FindingCase{"FieldOfTheEngine", with_emit("fields = { emit_depth = \"0\" }"),
                    "11:12: error: ", "the engine sets the field `emit_depth` itself"},
        FindingCase{"FieldAsNumber", with_emit("fields = { n = 1 }"), "11:16: error: ", "text in quotes"},
        FindingCase{"FieldWithSecret", with_emit("fields = { token = \"{{secret.DATA}}\" }"),
                    "11:20: error: ", "no secret may stand in one"},
        FindingCase{"FieldSlip", with_emit("fields = { file = \"{{FILENAM}}\" }"),
                    "11:19: error: ", "`FILENAME`"},
        FindingCase{"FieldsAsText", with_emit("fields = \"a\""), "11:10: error: ", "must be a table"},
        FindingCase{"DepthOfNone", "engine = { emit_depth_limit = 0 }\n" + with_emit(""),
                    "1:31: error: ", "from 1 to 1000"},
        FindingCase{"NobodyEmits",
                    kSoundSource + "[[rules]]\nname = \"l\"\ntrigger = { type = \"emitted\" }\n"
                                   "action = { type = \"log\", message = \"m\" }\n",
                    "7:11: warning: ", "no enabled rule emits events that the rule `l` could match"},
        FindingCase{"NameOfAnotherKind", listening("{ type = \"file\", name = \"a\" }"),
                    "14:28: error: ", "`name` is no field of `file` events"}),
    case_name);

}  // namespace
}  // namespace wee
