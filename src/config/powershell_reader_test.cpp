#include "actions/powershell_action.h"
#include "tests/support/config_cases.h"

namespace wee {
namespace {

/// `line` is line 10.
std::string with_powershell(const std::string& line, const std::string& type = "powershell") {
    return kSoundSource + "[[rules]]\nname = \"r\"\ntrigger = { type = \"file\" }\n[[rules.action]]\n" +
           "type = \"" + type + "\"\n" + line + "\n";
}

PowerShellActionOptions options_of(const std::string& text) {
    const LoadedConfig loaded = load(text);
    EXPECT_TRUE(loaded.config) << findings_of(loaded);
    return std::get<PowerShellActionOptions>(loaded.config->rules.at(0).actions.at(0).options);
}

TEST(PowerShellReader, EveryKeyArrivesUnderEitherSpelling) {
    for (const char* type : {"powershell", "power_shell"}) {
        const PowerShellActionOptions options = options_of(
            "engine.powershell = \"/opt/pwsh\"\n" +
            with_powershell("file = \"{{DIRECTORY}}/a.ps1\"\nargs = [\"-Path\", \"{{path}}\"]\nworking_dir = "
                            "\"/tmp\"\ntimeout = \"2m\"\nsuccess_codes = 3\nenvironment = { A = \"b\" }",
                            type));
        EXPECT_EQ(options.file.source(), "{{DIRECTORY}}/a.ps1");
        EXPECT_EQ(options.program.arguments.size(), 2U);
        EXPECT_EQ(options.program.working_directory.source(), "/tmp");
        EXPECT_EQ(options.program.timeout, std::chrono::minutes(2));
        EXPECT_EQ(options.program.success_codes, std::vector<int>{3});
        EXPECT_EQ(options.interpreter, "/opt/pwsh");
    }
}

TEST(PowerShellReader, AScriptStaysAsItIs) {
    const PowerShellActionOptions options =
        options_of(with_powershell("script = '''\n$a = @{ b = @{ c = 1 } }\nexit $a.b.c'''"));
    EXPECT_EQ(options.script, "$a = @{ b = @{ c = 1 } }\nexit $a.b.c");
    EXPECT_EQ(options.interpreter, "");
}

class PowerShellFinding : public testing::TestWithParam<FindingCase> {};
TEST_P(PowerShellFinding, IsReportedAtItsPlace) {
    expect_finding(GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    All, PowerShellFinding,
    testing::Values(
        FindingCase{"NothingToRun", with_powershell(""),
                    "8:1: error: ", "the action `powershell` has no `script`"},
        FindingCase{"Both", with_powershell("script = 'a'\nfile = 'b'"), "11:1: error: ", "keep one of them"},
        FindingCase{"EventInScript", with_powershell("script = 'rm {{EVENT_PATH}}'"),
                    "10:10: error: ", "use $env:EVENT_PATH "},
        FindingCase{"NameInScript", with_powershell("script = 'rm {{ FILENAME | upper }}'"),
                    "10:10: error: ", "use $(Split-Path -Leaf $env:EVENT_PATH)"},
        FindingCase{"FieldInScript", with_powershell("script = 'kill {{pid}}'"),
                    "10:10: error: ", "use $env:EVENT_PID"},
        FindingCase{"SecretInScript", with_powershell("script = 'x {{secret.TOKEN}}'"),
                    "10:10: error: ", "environment = { VALUE = "},
        FindingCase{"UnclosedInScript", with_powershell("script = 'x {{'"), "10:10: error: ", "no template"},
        FindingCase{"ScriptTooLong",
                    with_powershell("script = '" + std::string(kLongestPowerShellScript + 1, 'x') + "'"),
                    "10:10: error: ", "put it into a file"},
        FindingCase{"ArgumentsOfAScript", with_powershell("script = 'x'\nargs = ['a']"),
                    "11:1: error: ", "`args` are for `file`"}),
    case_name);

}  // namespace
}  // namespace wee
