#include "os/windows/unsupported_process_launcher.h"

#include <gtest/gtest.h>

namespace wee {
namespace {

TEST(UnsupportedProcessLauncher, SaysWhichCommandAndWhy) {
    LaunchRequest request;
    request.command = "notepad.exe";
    const auto result = make_process_launcher()->run(request, {});
    ASSERT_FALSE(result.ok());
    EXPECT_NE(result.error().message().find("notepad.exe"), std::string::npos);
    EXPECT_NE(result.error().message().find("not built for Windows yet"), std::string::npos);
}

}  // namespace
}  // namespace wee
