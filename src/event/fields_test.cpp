#include "event/fields.h"

#include <set>

#include <gtest/gtest.h>

namespace wee {
namespace {

TEST(FieldId, ReadsBackEveryName) {
    std::set<std::string_view> names;
    for (int number = 0; number < static_cast<int>(FieldId::Other); ++number) {
        const auto id = static_cast<FieldId>(number);
        EXPECT_EQ(parse_field_id(to_string(id)), id);
        names.insert(to_string(id));
    }
    EXPECT_EQ(names.size(), static_cast<std::size_t>(FieldId::Other));
    EXPECT_FALSE(names.contains(""));
}

TEST(FieldId, HasTheDocumentedNames) {
    EXPECT_EQ(to_string(FieldId::OldPath), "old_path");
    EXPECT_EQ(to_string(FieldId::ParentPid), "parent_pid");
    EXPECT_EQ(to_string(FieldId::IntervalSeconds), "interval_seconds");
    EXPECT_EQ(to_string(FieldId::Reason), "reason");
    EXPECT_EQ(parse_field_id("Path"), std::nullopt);
    EXPECT_EQ(parse_field_id(""), std::nullopt);
}

TEST(Fields, FindsByIdAndByName) {
    Fields fields;
    fields.set(FieldId::Path, "/a").set("colour", "red").set("pid", "7");
    ASSERT_NE(fields.find("path"), nullptr);
    EXPECT_EQ(*fields.find("path"), "/a");
    EXPECT_EQ(*fields.find("colour"), "red");
    ASSERT_NE(fields.find(FieldId::Pid), nullptr);
    EXPECT_EQ(*fields.find(FieldId::Pid), "7");
    EXPECT_EQ(fields.find(FieldId::Title), nullptr);
    EXPECT_EQ(fields.find("shape"), nullptr);
    EXPECT_EQ(fields.find(""), nullptr);
}

TEST(Fields, HoldsEachNameOnce) {
    Fields fields;
    fields.set("path", "/a").set("colour", "red");
    fields.set(FieldId::Path, "/b").set("colour", "blue");
    EXPECT_EQ(fields.size(), 2U);
    EXPECT_EQ(*fields.find(FieldId::Path), "/b");
    EXPECT_EQ(*fields.find("colour"), "blue");
}

TEST(Fields, KeepsTheOrder) {
    Fields fields;
    fields.set("z", "1").set(FieldId::Path, "2").set("a", "3");
    std::string seen;
    for (const Field& field : fields) {
        seen += std::string(field.name()) + "=" + field.value + " ";
    }
    EXPECT_EQ(seen, "z=1 path=2 a=3 ");
}

TEST(Fields, AreEqualWhenTheyHoldTheSame) {
    Fields a;
    Fields b;
    a.set(FieldId::Path, "/a");
    b.set("path", "/a");
    EXPECT_EQ(a, b);
    b.set("colour", "red");
    EXPECT_NE(a, b);
}

}  // namespace
}  // namespace wee
