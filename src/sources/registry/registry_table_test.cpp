#include "sources/registry/registry_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wee {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> shown(const EventBatch& news) {
    std::vector<std::string> lines;
    for (const Event& event : news) {
        std::string line(to_string(event.kind));
        for (const Field& field : event.metadata) {
            line += ' ' + field.value;
        }
        lines.push_back(line);
    }
    return lines;
}

RegistryValue value(const std::string& text) {
    return RegistryValue::of("s", text, text.size());
}

class RegistryTableTest : public testing::Test {
protected:
    std::vector<std::string> update(const std::string& path, std::optional<RegistryValue> now) {
        EventBatch news;
        table_.update(path, std::move(now), news);
        return shown(news);
    }
    std::vector<std::string> update_all(const std::string& prefix, RegistryTable::Values now) {
        EventBatch news;
        table_.update_all(prefix, std::move(now), news);
        return shown(news);
    }

    RegistryTable table_{{{"/org/a", true}, {"/org/flat", false}, {"/org/one/value", false}}, '/'};
};

TEST_F(RegistryTableTest, TheFirstValueMakesItsKeysAndTheLastTakesThemAway) {
    EXPECT_THAT(update("/org/a/b/x", value("1")),
                ElementsAre("RegistryKeyCreated /org/a", "RegistryKeyCreated /org/a/b",
                            "RegistryValueSet /org/a/b x s 1 1"));
    EXPECT_THAT(update("/org/a/b/y", value("22")), ElementsAre("RegistryValueSet /org/a/b y s 2 22"));
    EXPECT_THAT(update("/org/a/b/x", std::nullopt), ElementsAre("RegistryValueDeleted /org/a/b x 1"));
    EXPECT_THAT(update("/org/a/b/y", std::nullopt),
                ElementsAre("RegistryValueDeleted /org/a/b y 22", "RegistryKeyDeleted /org/a/b",
                            "RegistryKeyDeleted /org/a"));
}

TEST_F(RegistryTableTest, AChangeShowsOldAndNew) {
    update("/org/a/x", value("old"));
    EXPECT_THAT(update("/org/a/x", value("new")), ElementsAre("RegistryValueSet /org/a x s 3 new old"));
    EXPECT_THAT(update("/org/a/x", value("new")), IsEmpty());
    EXPECT_THAT(update("/org/a/unknown", std::nullopt), IsEmpty());
}

TEST_F(RegistryTableTest, OnlyWhatIsWatched) {
    EXPECT_THAT(update("/org/ab/x", value("1")), IsEmpty());
    EXPECT_THAT(update("/org/flat/deep/x", value("1")), IsEmpty());
    EXPECT_EQ(update("/org/flat/x", value("1")).size(), 2U);
    EXPECT_THAT(update("/org/one/value", value("1")), ElementsAre("RegistryValueSet /org/one value s 1 1"));
    EXPECT_THAT(update("/org/one/other", value("1")), IsEmpty());
}

TEST_F(RegistryTableTest, ADifferenceIsReportedAndNothingElse) {
    update_all("/", {{"/org/a/x", value("1")}, {"/org/a/y", value("2")}, {"/org/flat/z", value("3")}});
    EXPECT_THAT(update_all("/org/a/", {{"/org/a/y", value("2")}, {"/org/a/w", value("4")}}),
                ElementsAre("RegistryValueDeleted /org/a x 1", "RegistryValueSet /org/a w s 1 4"));
}

TEST_F(RegistryTableTest, HugeDataAreCutButCompared) {
    const std::string huge(1'000'000, 'a');
    update("/org/a/x", value(huge));
    EXPECT_EQ(value(huge).data.size(), RegistryValue::kShownBytes);
    const auto news = update("/org/a/x", value(huge.substr(1) + 'b'));
    ASSERT_EQ(news.size(), 1U) << "a change beyond what is shown is one too";
    EXPECT_THAT(news.front(), testing::HasSubstr(" 1000000 "));
    EXPECT_EQ(value(std::string(RegistryValue::kShownBytes - 1, 'a').append("\u00e4")).data.size(),
              RegistryValue::kShownBytes - 1);
}

}  // namespace
}  // namespace wee
