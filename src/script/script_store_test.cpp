#include "script/script_store.h"

#include <filesystem>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_directory.h"

namespace wee {
namespace {

using testing::HasSubstr;

const ScriptValue kNumber{std::int64_t{7}};

TEST(ScriptStore, KeepsValuesByRuleAndKeyBeyondItsOwnEnd) {
    const TemporaryDirectory directory;
    const ScriptValue table{
        ScriptTable{{"a", {ScriptList{{1.5}, {true}}}}, {"b", {std::string("\xff\0", 2)}}}};
    {
        ScriptStore store(directory.path() / "new" / "folder");
        EXPECT_EQ(store.get("r", "k").value(), ScriptValue());
        EXPECT_TRUE(store.set("r", "k", table));
        EXPECT_TRUE(store.set("R/../../x", "k", kNumber));
        EXPECT_TRUE(store.set(std::string(5000, 'x').append("1"), "k", kNumber));
    }
    ScriptStore store(directory.path() / "new" / "folder");
    EXPECT_EQ(store.get("r", "k").value(), table);
    EXPECT_EQ(store.get("R/../../x", "k").value(), kNumber);
    EXPECT_EQ(store.get(std::string(5000, 'x').append("2"), "k").value(), ScriptValue());
    EXPECT_TRUE(store.set("r", "k", {}));
    EXPECT_EQ(store.get("r", "k").value(), ScriptValue());
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(directory.path()), {}), 1);
}

TEST(ScriptStore, IsBoundedAndThenAsItWas) {
    const TemporaryDirectory directory;
    ScriptStore store(directory.path());
    EXPECT_TRUE(store.set("r", "k", kNumber));
    const auto large = store.set("r", "large", {std::string(2'000'000, 'x')});
    ASSERT_FALSE(large);
    EXPECT_THAT(large.error().message(), HasSubstr("1 MiB"));
    EXPECT_EQ(store.get("r", "large").value(), ScriptValue());
    EXPECT_EQ(store.get("r", "k").value(), kNumber);
    EXPECT_FALSE(store.set("r", "", kNumber));
    EXPECT_FALSE(store.set("r", std::string(257, 'k'), kNumber));
}

TEST(ScriptStore, AFileThatIsNoneOfItsOwnIsLeftAlone) {
    const TemporaryDirectory directory;
    directory.write_file("r.store", "something else");
    ScriptStore store(directory.path());
    EXPECT_FALSE(store.get("r", "k"));
    EXPECT_FALSE(store.set("r", "k", kNumber));
    EXPECT_EQ(std::filesystem::file_size(directory.path() / "r.store"), 14U);
}

}  // namespace
}  // namespace wee
