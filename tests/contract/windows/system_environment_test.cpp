#include "os/windows/system_environment.h"

#include <windows.h>

#include <string>

#include <gtest/gtest.h>

namespace wee {
namespace {

TEST(SystemEnvironment, ReadsVariables) {
    ::SetEnvironmentVariableW(L"WEE_TEST_VARIABLE", L"gr\u00fcn");
    ::SetEnvironmentVariableW(L"WEE_TEST_LONG", std::wstring(5000, L'x').c_str());
    const auto environment = make_environment();
    EXPECT_EQ(environment->variable("WEE_TEST_VARIABLE"), "gr\xc3\xbcn");
    EXPECT_EQ(environment->variable("wee_test_variable"), "gr\xc3\xbcn");
    EXPECT_EQ(environment->variable("WEE_TEST_LONG"), std::string(5000, 'x'));
    EXPECT_EQ(environment->variable("WEE_TEST_ABSENT"), std::nullopt);
}

TEST(SystemEnvironment, HomeIsTheUserProfile) {
    ::SetEnvironmentVariableW(L"USERPROFILE", L"C:\\users\\someone\\");
    EXPECT_EQ(make_environment()->home_directory(), "C:\\users\\someone");
}

}  // namespace
}  // namespace wee
