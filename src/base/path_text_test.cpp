#include "base/path_text.h"

#include <array>

#include <gtest/gtest.h>

namespace wee {
namespace {

struct Sample {
    std::string_view path;
    std::string_view directory;
    std::string_view file_name;
};

void expect_parts(const Sample& sample) {
    EXPECT_EQ(path_directory(sample.path), sample.directory) << sample.path;
    EXPECT_EQ(path_file_name(sample.path), sample.file_name) << sample.path;
}

TEST(PathText, SplitsPosixPaths) {
    constexpr std::array kSamples = {
        Sample{"/a/b.txt", "/a", "b.txt"},
        Sample{"/b.txt", "/", "b.txt"},
        Sample{"b.txt", "", "b.txt"},
        Sample{"a/b/c", "a/b", "c"},
        Sample{"/", "/", ""},
        Sample{"", "", ""},
        Sample{"/a/b/", "/a", "b"},
        Sample{"/a//b", "/a", "b"},
        Sample{"//a", "/", "a"},
        Sample{"/a/.hidden", "/a", ".hidden"},
        Sample{"///", "/", ""},
        Sample{"/a/new\nline", "/a", "new\nline"},
    };
    for (const Sample& sample : kSamples) {
        expect_parts(sample);
    }
}

TEST(PathText, ABackslashIsAnOrdinaryCharacterOfAPosixName) {
    expect_parts({R"(/a/b\c)", "/a", R"(b\c)"});
    expect_parts({R"(b\c)", "", R"(b\c)"});
}

TEST(PathText, SplitsWindowsPaths) {
    constexpr std::array kSamples = {
        Sample{R"(C:\Users\me\b.txt)", R"(C:\Users\me)", "b.txt"},
        Sample{R"(C:\b.txt)", R"(C:\)", "b.txt"},
        Sample{R"(c:/Users\b.txt)", "c:/Users", "b.txt"},
        Sample{R"(C:\a/b/c)", R"(C:\a/b)", "c"},
        Sample{R"(C:\)", R"(C:\)", ""},
        Sample{"C:", "C:", ""},
        Sample{R"(C:\a\)", R"(C:\)", "a"},
        Sample{R"(\\server\share\a\b.txt)", R"(\\server\share\a)", "b.txt"},
        Sample{R"(\\server\share\b.txt)", R"(\\server\share\)", "b.txt"},
        Sample{R"(\\server\share)", R"(\\server\share)", ""},
        Sample{R"(\\?\C:\a\b.txt)", R"(\\?\C:\a)", "b.txt"},
        Sample{R"(\\)", R"(\\)", ""},
    };
    for (const Sample& sample : kSamples) {
        expect_parts(sample);
    }
}

}  // namespace
}  // namespace wee
