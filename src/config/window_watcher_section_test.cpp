#include "tests/support/config_cases.h"

namespace wee {
namespace {

std::string with_windows(const std::string& lines) {
    return "[[sources]]\nname = \"desk\"\ntype = \"window_watcher\"\n" + lines + "\n" + kSoundSource +
           kSoundRule;
}

WindowWatcherOptions options_of(const std::string& lines) {
    const LoadedConfig loaded = load(with_windows(lines));
    EXPECT_TRUE(loaded.config) << findings_of(loaded);
    return loaded.config ? std::get<WindowWatcherOptions>(loaded.config->sources.at(0).options)
                         : WindowWatcherOptions{};
}

TEST(WindowWatcherSection, NothingIsRequired) {
    const WindowWatcherOptions options = options_of("");
    EXPECT_EQ(options.name, "desk");
    EXPECT_FALSE(options.title_pattern);
    EXPECT_FALSE(options.process_pattern);
    EXPECT_EQ(options.backend, WindowBackend::Automatic);
}

TEST(WindowWatcherSection, ArrivesWhole) {
    const WindowWatcherOptions options =
        options_of("title_pattern = '^Inbox \\(\\d+\\)'\nprocess_pattern = \"fire.*\"\nbackend = \"sway\"");
    EXPECT_TRUE(options.title_pattern->matches_part_of("Inbox (3) - mail"));
    EXPECT_FALSE(options.title_pattern->matches_part_of("My Inbox (3)"));
    EXPECT_TRUE(options.process_pattern->matches_part_of("firefox-esr"));
    EXPECT_EQ(options.backend, WindowBackend::Sway);
    EXPECT_EQ(options_of("backend = \"x11\"").backend, WindowBackend::X11);
    EXPECT_EQ(options_of("backend = \"i3\"").backend, WindowBackend::I3);
    EXPECT_EQ(options_of("backend = \"auto\"").backend, WindowBackend::Automatic);
}

class WindowFinding : public testing::TestWithParam<FindingCase> {};
TEST_P(WindowFinding, IsReportedAtItsPlace) {
    expect_finding(GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    WindowWatcher, WindowFinding,
    testing::Values(
        FindingCase{"Defect16OpenGroup", with_windows("title_pattern = \"(a\""),
                    "4:17: error: ", "`title_pattern` \"(a\": "},
        FindingCase{"Defect16Repeat", with_windows("process_pattern = \"*.exe\""),
                    "4:19: error: ", "`process_pattern` \"*.exe\": "},
        FindingCase{"Defect16LookAhead", with_windows("title_pattern = \"a(?=b)\""),
                    "4:17: error: ", "`title_pattern`"},
        FindingCase{"PatternAsNumber", with_windows("title_pattern = 5"), "4:17: error: ", "must be a text"},
        FindingCase{"PatternsAsList", with_windows("process_pattern = [\"a\"]"),
                    "4:19: error: ", "must be a text"},
        FindingCase{"BackendSlip", with_windows("backend = \"x12\""),
                    "4:11: error: ", "`backend` cannot be \"x12\"; did you mean `x11`?"},
        FindingCase{"BackendUnknown", with_windows("backend = \"gnome-shell\""),
                    "4:11: error: ", "it is one of: `auto`, `x11`, `sway`, `i3`"},
        FindingCase{"BackendAsNumber", with_windows("backend = 11"), "4:11: error: ", "must be a text"},
        FindingCase{"ProcessOnI3", with_windows("backend = \"i3\"\nprocess_pattern = \"a\""),
                    "5:", "never matches with backend = \"i3\""},
        FindingCase{"KeySlip", with_windows("proces_pattern = \"a\""),
                    "4:1: error: ", "did you mean `process_pattern`?"}),
    case_name);

}  // namespace
}  // namespace wee
