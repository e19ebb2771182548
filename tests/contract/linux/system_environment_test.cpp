#include "os/linux/system_environment.h"

#include <cstdlib>

#include <gtest/gtest.h>

namespace wee {
namespace {

TEST(SystemEnvironment, ReadsVariables) {
    ::setenv("WEE_TEST_VARIABLE", "a=b c", 1);
    ::setenv("WEE_TEST_EMPTY", "", 1);
    const auto environment = make_environment();
    EXPECT_EQ(environment->variable("WEE_TEST_VARIABLE"), "a=b c");
    EXPECT_EQ(environment->variable("WEE_TEST_EMPTY"), "");
    EXPECT_EQ(environment->variable("WEE_TEST_ABSENT"), std::nullopt);
}

TEST(SystemEnvironment, HomeIsTheVariableElseTheUsersEntry) {
    const std::string former = std::getenv("HOME") != nullptr ? std::getenv("HOME") : "/";
    const auto environment = make_environment();
    ::setenv("HOME", "/home/someone/", 1);
    EXPECT_EQ(environment->home_directory(), "/home/someone");
    ::unsetenv("HOME");
    EXPECT_TRUE(environment->home_directory().value_or("").starts_with('/'));
    ::setenv("HOME", former.c_str(), 1);
}

}  // namespace
}  // namespace wee
