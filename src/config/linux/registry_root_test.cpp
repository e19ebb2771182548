#include "tests/support/config_cases.h"

namespace wee {
namespace {

/// Line 4 is the source's first line below name and type.
std::string with_monitor(const std::string& lines) {
    return "[[sources]]\nname = \"settings\"\ntype = \"registry_monitor\"\n" + lines +
           "\n[[rules]]\nname = \"log\"\ntrigger = { type = \"registry_changed\" }\n"
           "action = { type = \"log\", message = \"m\" }\n";
}

TEST(RegistryRoot, DconfIsOneOfLinux) {
    const LoadedConfig loaded =
        load(with_monitor("keys = [{ root = \"dconf\", path = \"/org/gnome/\", watch_tree = true }]\n"
                          "root = \"dconf\"\nkey = \"/org/gtk/\""));
    ASSERT_TRUE(loaded.config) << findings_of(loaded);
    EXPECT_TRUE(loaded.diagnostics.empty()) << findings_of(loaded);
    const auto& keys = std::get<RegistryMonitorOptions>(loaded.config->sources.at(0).options).keys;
    ASSERT_EQ(keys.size(), 2U);
    EXPECT_EQ(keys[0].path, "/org/gnome/");
    EXPECT_TRUE(keys[0].watch_tree);
    EXPECT_EQ(keys[1].path, "/org/gtk/");
    EXPECT_FALSE(keys[1].watch_tree);
}

TEST(RegistryRoot, ThoseOfWindowsMayStandInASourceThatIsOff) {
    const LoadedConfig loaded =
        load(kSoundSource + with_monitor("enabled = false\n"
                                         "keys = [{ root = \"HKLM\", path = 'Software\\Example' }]\n"
                                         "root = \"HKEY_CURRENT_USER\"\nkey = 'Software\\Example'"));
    ASSERT_TRUE(loaded.config) << findings_of(loaded);
    EXPECT_EQ(loaded.config->sources.size(), 1U);
}

class RegistryRootFinding : public testing::TestWithParam<FindingCase> {};
TEST_P(RegistryRootFinding, IsReportedAtItsPlace) {
    expect_finding(GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    Linux, RegistryRootFinding,
    testing::Values(
        FindingCase{"OfWindowsInKeys", with_monitor("keys = [{ root = \"HKLM\", path = 'Software\\A' }]"),
                    "4:18: error: ", "`root` \"HKLM\": this is a root of the Windows registry"},
        FindingCase{"OfWindowsInWords", with_monitor("root = \"HKEY_CURRENT_USER\"\nkey = 'Software\\A'"),
                    "4:8: error: ", "or enabled = false for this source"},
        FindingCase{"OfNoSystem", with_monitor("keys = [{ root = \"HKXX\", path = \"/a/\" }]"),
                    "4:18: error: ", "there is no such root; on Linux write root = \"dconf\""},
        FindingCase{"PathOfWindows", with_monitor("keys = [{ root = \"dconf\", path = 'org\\gnome' }]"),
                    "4:34: error: ", "they begin with a slash"},
        FindingCase{"NoKeys", with_monitor("enabled = true"), "1:1: error: ", "has no `keys`"}),
    case_name);

}  // namespace
}  // namespace wee
