#include "actions/secrets.h"

#include <gtest/gtest.h>

namespace wee {
namespace {

TEST(Secrets, GivesTheirValuesByName) {
    Secrets secrets;
    EXPECT_TRUE(secrets.empty());
    secrets.add("token", "hunter2");
    EXPECT_EQ(*secrets.find("token"), "hunter2");
    EXPECT_EQ(secrets.find("Token"), nullptr);
}

TEST(Secrets, AreMaskedWhereverTheyStand) {
    Secrets secrets;
    secrets.add("token", "hunter2");
    EXPECT_EQ(secrets.redacted("hunter2: Bearer hunter2hunter2."), "***: Bearer ******.");
    EXPECT_EQ(secrets.redacted("hunter"), "hunter");
}

TEST(Secrets, AreMaskedInTheSpellingsOfUrlsAndJson) {
    Secrets secrets;
    secrets.add("password", "p/\"w");
    EXPECT_EQ(secrets.redacted(R"(GET /?p=p%2F%22w {"p":"p/\"w"} p/"w)"), R"(GET /?p=*** {"p":"***"} ***)");
}

TEST(Secrets, OneThatIsPartOfAnotherHidesNoneOfIt) {
    Secrets secrets;
    secrets.add("short", "abc");
    secrets.add("long", "abcdef");
    EXPECT_EQ(secrets.redacted("abcdef abc"), "*** ***");
}

// An empty one would be found everywhere.
TEST(Secrets, AnEmptyOneMasksNothing) {
    Secrets secrets;
    secrets.add("empty", "");
    EXPECT_EQ(secrets.redacted("text"), "text");
}

}  // namespace
}  // namespace wee
