// The actions that speak to the desktop, and the fields of a log line.
#include "tests/support/config_cases.h"

namespace wee {
namespace {

/// `keys` begin at column 12 of line 8.
std::string with_action(const std::string& keys) {
    return kSoundSource + "[[rules]]\nname = \"r\"\ntrigger = { type = \"file\" }\naction = { " + keys +
           " }\n";
}

template <typename Options>
Options options_of(const std::string& keys) {
    const LoadedConfig loaded = load(with_action(keys));
    EXPECT_TRUE(loaded.diagnostics.empty()) << findings_of(loaded);
    return loaded.config ? std::get<Options>(loaded.config->rules.at(0).actions.at(0).options) : Options();
}

TEST(NotifyReader, EveryKeyArrives) {
    const auto options = options_of<NotifyActionOptions>(
        "type = \"notify\", title = \"{{FILENAME}}\", message = \"m\", icon = \"i\", urgency = \"critical\", "
        "timeout = \"0s\", replace = true");
    EXPECT_EQ(options.title.source(), "{{FILENAME}}");
    EXPECT_EQ(options.message.source(), "m");
    EXPECT_EQ(options.icon.source(), "i");
    EXPECT_EQ(options.urgency, Urgency::Critical);
    EXPECT_EQ(options.timeout, std::chrono::milliseconds(0));
    EXPECT_TRUE(options.replaces);
    EXPECT_EQ(options_of<NotifyActionOptions>("type = \"notify\", title = \"t\"").timeout, std::nullopt);
}

TEST(MediaReader, EveryKeyArrivesAndToggleIsPlayPause) {
    const auto options = options_of<MediaActionOptions>(
        "type = \"media\", command = \"volume_down\", player = \"mpv\", step = 12.5");
    EXPECT_EQ(options.command, MediaCommand::VolumeDown);
    EXPECT_EQ(options.player, "mpv");
    EXPECT_DOUBLE_EQ(options.volume_step, 0.125);
    EXPECT_EQ(options_of<MediaActionOptions>("type = \"media\", command = \"toggle\"").command,
              MediaCommand::TogglePlayback);
}

TEST(LogReader, FieldsArrive) {
    const auto options = options_of<LogActionOptions>(
        "type = \"log\", message = \"m\", fields = { file = \"{{FILENAME}}\", n = \"1\" }");
    ASSERT_EQ(options.fields.size(), 2U);
    EXPECT_EQ(options.fields[0].first, "file");
    EXPECT_EQ(options.fields[0].second.source(), "{{FILENAME}}");
}

class DesktopFinding : public testing::TestWithParam<FindingCase> {};
TEST_P(DesktopFinding, IsReportedAtItsPlace) {
    expect_finding(GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    All, DesktopFinding,
    testing::Values(
        FindingCase{"NoTitle", with_action("type = \"notify\", message = \"m\""),
                    "8:10: error: ", "has no `title`"},
        FindingCase{"UrgencySlip", with_action("type = \"notify\", title = \"t\", urgency = \"hgih\""),
                    "8:52: error: ", "it is one of: `low`, `normal`, `critical`"},
        FindingCase{"MessageSlip", with_action("type = \"notify\", title = \"t\", message = \"{{FILENAM}}\""),
                    "8:52: error: ", "`FILENAME`"},
        FindingCase{"NoCommand", with_action("type = \"media\""), "8:10: error: ", "has no `command`"},
        FindingCase{"CommandSlip", with_action("type = \"media\", command = \"paly\""),
                    "8:38: error: ", "did you mean `play`?"},
        FindingCase{"StepTooLarge", with_action("type = \"media\", command = \"mute\", step = 101"),
                    "8:53: error: ", "100"},
        FindingCase{"FieldsAsText", with_action("type = \"log\", message = \"m\", fields = \"f\""),
                    "8:50: error: ", "must be a table"},
        FindingCase{"FieldThatIsTaken",
                    with_action("type = \"log\", message = \"m\", fields = { rule = \"f\" }"),
                    "8:52: error: ", "the field `rule` already"}),
    case_name);

}  // namespace
}  // namespace wee
