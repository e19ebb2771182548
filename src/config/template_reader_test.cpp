#include "config/template_reader.h"

#include "tests/support/config_cases.h"

namespace wee {
namespace {

/// A configuration whose one action logs this template.
std::string with_message(const std::string& message) {
    return kSoundSource + "[[rules]]\nname = \"log\"\ntrigger = { type = \"file\" }\n" +
           "action = { type = \"log\", message = '" + message + "' }\n";
}

class TemplateFaults : public testing::TestWithParam<FindingCase> {};

TEST_P(TemplateFaults, AreFoundAtTheirPlaceWithTheMend) {
    expect_finding(GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    All, TemplateFaults,
    testing::Values(
        FindingCase{"VariableSlip", with_message("{{EVENT_PAHT}}"), "8:36: error: ",
                    "`message`: column 3: there is no variable \"EVENT_PAHT\"; did you mean `EVENT_PATH`?"},
        FindingCase{"FieldSlip", with_message("new: {{ proces_name | upper }}"), "8:36: error: ",
                    "column 9: there is no variable \"proces_name\"; did you mean `process_name`?"},
        FindingCase{"FieldInCapitals", with_message("{{Exit_Code}}"),
                    "8:36: error: ", "did you mean `EXIT_CODE`?"},
        FindingCase{"VariableUnknown", with_message("{{WEATHER_FORECAST}}"),
                    "8:36: error: ", "there are: `EVENT_PATH`, `FILENAME`"},
        FindingCase{"MetadataWithoutKey", with_message("{{metadata.}}"), "8:36: error: ", "no variable"},
        FindingCase{"FilterSlip", with_message("{{path | basenam}}"), "8:36: error: ",
                    "`message`: column 10: there is no filter \"basenam\"; did you mean \"basename\"?"},
        FindingCase{"ArgumentMissing", with_message("{{path | default}}"),
                    "8:36: error: ", "the filter \"default\" takes one argument, but here are no argument"},
        FindingCase{"Unclosed", with_message("a {{path | upper"),
                    "8:36: error: ", "column 3: \"{{path | upper\" opens a variable that is never closed"},
        FindingCase{"QuoteUnclosed", with_message("{{path | default(\"x}}"),
                    "8:36: error: ", "column 18: \"\"x}}\" is never closed"}),
    case_name);

TEST(TemplateReader, TakesEveryNameAndFilter) {
    for (const char* message :
         {"{{path}} {{kind}} {{source}} {{timestamp}} {{id}} {{metadata.some_key}} {{METADATA_SOME_KEY}}",
          "{{process_name | default(\"nobody\") | upper}} {{exit_code}}",
          "{{EVENT_PATH | stem}}.{{EVENT_PATH | extension}} {{OLD_PATH | json}} {{FILENAME|url}}",
          "{{title | replace(\"{{\", \"}}\") | truncate(80)}}"}) {
        EXPECT_EQ(findings_of(load(with_message(message))), "") << message;
    }
}

}  // namespace
}  // namespace wee
