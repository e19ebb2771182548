#include "sources/files/path_expansion.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/fake_environment.h"
#include "tests/support/temporary_directory.h"

namespace wee {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class ExpandVariables : public testing::Test {
protected:
    [[nodiscard]] std::string expand(std::string_view text) const {
        const Result<std::string> result = expand_variables(text, environment_);
        return result ? result.value() : "error: " + result.error().message();
    }

    FakeEnvironment environment_{{{"USER", "ada"}, {"NESTED", "$USER"}, {"ProgramFiles(x86)", "pf"}}};
};

TEST_F(ExpandVariables, ReplacesEverySpelling) {
    EXPECT_EQ(expand("/home/$USER/x"), "/home/ada/x");
    EXPECT_EQ(expand("/home/${USER}x"), "/home/adax");
    EXPECT_EQ(expand("/home/%USER%/x"), "/home/ada/x");
    EXPECT_EQ(expand("%ProgramFiles(x86)%/x"), "pf/x");
}

TEST_F(ExpandVariables, ReplacesTheHomeOnlyInFront) {
    EXPECT_EQ(expand("~"), "/home/tester");
    EXPECT_EQ(expand("~/x"), "/home/tester/x");
    EXPECT_EQ(expand("~ada/x"), "~ada/x");
    EXPECT_EQ(expand("/x/~"), "/x/~");
}

TEST_F(ExpandVariables, ExpandsNoValueAgain) {
    EXPECT_EQ(expand("$NESTED"), "$USER");
}

TEST_F(ExpandVariables, LeavesSignsThatStartNoName) {
    EXPECT_EQ(expand("100%/$/50% of $1 ${ ${x"), "100%/$/50% of $1 ${ ${x");
    EXPECT_EQ(expand("$$USER %%USER%%"), "$USER %USER%");
    EXPECT_EQ(expand(""), "");
    EXPECT_EQ(expand("%"), "%");
}

TEST_F(ExpandVariables, NamesTheVariableThatIsNotSet) {
    EXPECT_THAT(expand("/x/$MISSING/y"), testing::AllOf(HasSubstr("error"), HasSubstr("'MISSING'")));
    EXPECT_THAT(expand("%MISSING%"), HasSubstr("'MISSING'"));
    environment_.set_home(std::nullopt);
    EXPECT_THAT(expand("~/x"), HasSubstr("home"));
}

class ExpandWildcards : public testing::Test {
protected:
    void make(std::string_view name) const { directory_.write_file(name, ""); }
    /// Relative to the directory, with `/`.
    [[nodiscard]] std::vector<std::string> expand(std::string_view pattern) const {
        std::vector<std::string> found = expand_wildcards(base_ + "/" + std::string(pattern));
        for (std::string& path : found) {
            EXPECT_TRUE(path.starts_with(base_)) << path;
            path.erase(0, std::min(path.size(), base_.size() + 1));
        }
        return found;
    }

    TemporaryDirectory directory_;
    const std::string base_ = directory_.path().generic_string();
};

TEST_F(ExpandWildcards, KeepsAPathWithoutWildcardsWhetherItExistsOrNot) {
    EXPECT_THAT(expand("not/there"), ElementsAre("not/there"));
    EXPECT_THAT(expand("./a/../not//there/"), ElementsAre("not/there"));
    EXPECT_EQ(expand_wildcards("x").front(), (std::filesystem::current_path() / "x").generic_string());
}

TEST_F(ExpandWildcards, NamesWhatExistsInOrder) {
    make("b1/in/file");
    make("a1/in/file");
    make("a2/file");
    EXPECT_THAT(expand("?1"), ElementsAre("a1", "b1"));
    EXPECT_THAT(expand("*/in"), ElementsAre("a1/in", "b1/in"));
    EXPECT_THAT(expand("a*/file"), ElementsAre("a2/file"));
    EXPECT_THAT(expand("{a,b}1"), ElementsAre("a1", "b1"));
    EXPECT_THAT(expand("c*"), testing::IsEmpty());
}

TEST_F(ExpandWildcards, WalksAWholeTreeForTwoStars) {
    make("a/deep/in/file");
    make("in/file");
    EXPECT_THAT(expand("**/in"), ElementsAre("a/deep/in", "in"));
}

}  // namespace
}  // namespace wee
