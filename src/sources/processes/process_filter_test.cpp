#include "sources/processes/process_filter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wee {
namespace {

using testing::ElementsAre;
using testing::Optional;

ProcessFilter filter(std::initializer_list<std::string_view> patterns) {
    ProcessFilter made;
    for (const std::string_view pattern : patterns) {
        EXPECT_TRUE(made.add(pattern).ok()) << pattern;
    }
    return made;
}

TEST(ProcessFilter, WithoutNamesEverythingPasses) {
    EXPECT_TRUE(ProcessFilter().passes("anything"));
    EXPECT_TRUE(ProcessFilter().passes(""));
    EXPECT_TRUE(ProcessFilter().passes_everything());
}

TEST(ProcessFilter, ExactNamesAndGlobs) {
    const ProcessFilter some = filter({"firefox", "python3*"});
    EXPECT_TRUE(some.passes("firefox"));
    EXPECT_TRUE(some.passes("python3.11"));
    EXPECT_FALSE(some.passes("firefox-bin"));
    EXPECT_FALSE(some.passes("Firefox"));
    EXPECT_FALSE(some.passes(""));
    EXPECT_FALSE(some.passes_everything());
}

TEST(ProcessFilter, CaseIsAsInTriggers) {
    const ProcessFilter some = filter({"Notepad.EXE", "Note*.exe"});
    EXPECT_TRUE(some.passes("notepad.exe"));
    EXPECT_TRUE(some.passes("NOTES.exe"));
}

TEST(ProcessFilter, KernelGetsExactNamesOnly) {
    EXPECT_THAT(filter({"a", "b"}).exact_names(), Optional(ElementsAre("a", "b")));
    EXPECT_EQ(filter({"a", "b*"}).exact_names(), std::nullopt);
    EXPECT_EQ(filter({"a.exe"}).exact_names(), std::nullopt);
    EXPECT_EQ(ProcessFilter().exact_names(), std::nullopt);
}

TEST(ProcessFilter, BadGlobIsASentence) {
    ProcessFilter some;
    const Result<void> added = some.add("[a");
    ASSERT_FALSE(added.ok());
    EXPECT_NE(added.error().message().find("column 1"), std::string::npos) << added.error().message();
}

}  // namespace
}  // namespace wee
