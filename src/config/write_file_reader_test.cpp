#include "tests/support/config_cases.h"

namespace wee {
namespace {

/// `line` is line 10.
std::string with_write(const std::string& line) {
    return kSoundSource + "[[rules]]\nname = \"r\"\ntrigger = { type = \"file\" }\n[[rules.action]]\n" +
           "type = \"write_file\"\n" + line + "\n";
}

TEST(WriteFileReader, EveryKeyArrives) {
    const LoadedConfig loaded =
        load(with_write("path = \"/n/{{FILENAME}}\"\ncontent = \"\"\nmode = \"replace\"\nnewline = false\n"
                        "create_directories = true"));
    ASSERT_TRUE(loaded.config) << findings_of(loaded);
    const auto& write = std::get<WriteFileActionOptions>(loaded.config->rules.at(0).actions.at(0).options);
    EXPECT_EQ(write.path.source(), "/n/{{FILENAME}}");
    EXPECT_EQ(write.content.source(), "");
    EXPECT_EQ(write.mode, WriteMode::Replace);
    EXPECT_FALSE(write.adds_newline);
    EXPECT_TRUE(write.creates_directories);
}

class WriteFileFinding : public testing::TestWithParam<FindingCase> {};
TEST_P(WriteFileFinding, IsReportedAtItsPlace) {
    expect_finding(GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    All, WriteFileFinding,
    testing::Values(FindingCase{"NoPath", with_write("content = \"x\""), "8:1: error: ", "has no `path`"},
                    FindingCase{"NoContent", with_write("path = \"/n\""), "8:1: error: ", "has no `content`"},
                    FindingCase{"Upwards", with_write("path = \"/n/../m\"\ncontent = \"x\""),
                                "10:8: error: ", "has `..` in it"},
                    FindingCase{"Home", with_write("path = \"~/n\"\ncontent = \"x\""),
                                "10:8: error: ", "write the whole path"},
                    FindingCase{"ModeSlip", with_write("path = \"/n\"\ncontent = \"x\"\nmode = \"apend\""),
                                "12:8: error: ", "did you mean `append`?"},
                    FindingCase{"ContentSlip", with_write("path = \"/n\"\ncontent = \"{{FILENAM}}\""),
                                "11:11: error: ", "`FILENAME`"}),
    case_name);

}  // namespace
}  // namespace wee
