#include "config/secrets_section.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/config_cases.h"
#include "tests/support/temporary_directory.h"

namespace wee {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string kRuleWithSecret =
    "[[rules]]\nname = \"call\"\ntrigger = { type = \"file\" }\n"
    "action = { type = \"execute\", command = \"curl\", args = [\"{{secret.TOKEN}}\"] }\n";

class SecretsSectionTest : public testing::Test {
protected:
    std::string write(const std::string& text) {
        const std::string path = directory_.file("secrets.toml");
        std::ofstream(path) << text;
        return path;
    }

    LoadedConfig load_with(const std::string& secrets_file_text) {
        return load(kSoundSource + kRuleWithSecret + "[secrets]\nfile = '" + write(secrets_file_text) +
                    "'\n");
    }

    TemporaryDirectory directory_;
};

TEST_F(SecretsSectionTest, ComeFromTheFileAndOnlyThoseThatAreUsedAreKept) {
    const LoadedConfig loaded = load_with("TOKEN = \"hunter2\"\nOTHER = \"x\"\n");
    ASSERT_TRUE(loaded.config) << findings_of(loaded);
    EXPECT_EQ(*loaded.config->secrets->find("TOKEN"), "hunter2");
    EXPECT_EQ(loaded.config->secrets->find("OTHER"), nullptr);
}

TEST_F(SecretsSectionTest, ComeFromTheEnvironmentWhereTheFileHasNone) {
    FakeEnvironment environment;
    environment.set("TOKEN", "from the environment");
    const LoadedConfig loaded = load_config_text(kSoundSource + kRuleWithSecret, "wee.toml", environment);
    ASSERT_TRUE(loaded.config) << findings_of(loaded);
    EXPECT_EQ(*loaded.config->secrets->find("TOKEN"), "from the environment");
}

TEST_F(SecretsSectionTest, OneThatIsNowhereIsAnErrorWhereItIsUsed) {
    expect_finding({"", kSoundSource + kRuleWithSecret,
                    "8:56: error: ", "there is no secret `TOKEN`: no environment variable is called so"});
    const LoadedConfig loaded = load_with("TOKEM = \"hunter2\"\n");
    EXPECT_THAT(findings_of(loaded), HasSubstr("did you mean `TOKEM`?"));
    EXPECT_THAT(findings_of(loaded), Not(HasSubstr("hunter2")));
}

// A reload must take a new secret into use.
TEST_F(SecretsSectionTest, AChangedSecretChangesTheDefinitionOfTheRulesThatUseIt) {
    const LoadedConfig before = load_with("TOKEN = \"hunter2\"\n");
    const LoadedConfig same = load_with("TOKEN = \"hunter2\"\nOTHER = \"x\"\n");
    const LoadedConfig after = load_with("TOKEN = \"hunter3\"\n");
    EXPECT_EQ(before.config->rules.at(0).rule.definition, same.config->rules.at(0).rule.definition);
    EXPECT_NE(before.config->rules.at(0).rule.definition, after.config->rules.at(0).rule.definition);
}

TEST_F(SecretsSectionTest, NoMessageAboutABadFileQuotesIt) {
    for (const std::string text : {"TOKEN = hunter2\n", "TOKEN = \"hunter2\n", "TOKEN = [\"hunter2\"]\n"}) {
        const LoadedConfig loaded = load_with(text);
        EXPECT_FALSE(loaded.config);
        EXPECT_THAT(findings_of(loaded), HasSubstr("NAME = \"value\""));
        EXPECT_THAT(findings_of(loaded), HasSubstr("line 1"));
        EXPECT_THAT(findings_of(loaded), Not(HasSubstr("hunter2")));
    }
}

TEST_F(SecretsSectionTest, SaysWhatIsWrongWithTheTable) {
    const std::string sound = kSoundSource + kSoundRule;
    expect_finding({"", sound + "[secrets]\n", "9:1: error: ", "[secrets] has no `file`"});
    expect_finding({"", "secrets = 5\n" + sound, "1:11: error: ", "`secrets` must be a table"});
    expect_finding(
        {"", sound + "[secrets]\nfile = \"/does/not/exist\"\n", "10:8: error: ", "cannot be read"});
}

TEST_F(SecretsSectionTest, StandOnlyInActions) {
    expect_finding({"",
                    kSoundSource + "[[rules]]\nname = \"a\"\ntrigger = { type = \"file\" }\nkey = "
                                   "\"{{secret.TOKEN}}\"\naction = { type = \"log\", message = \"m\" }\n",
                    "8:7: error: ", "only the actions of a rule can use it"});
}

}  // namespace
}  // namespace wee
