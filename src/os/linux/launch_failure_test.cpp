#include "os/linux/launch_failure.h"

#include <cerrno>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wee {
namespace {

using testing::AllOf;
using testing::HasSubstr;

struct Shortage {
    int error;
    const char* what;
    const char* mend;
};

constexpr Shortage kShortages[] = {
    {EAGAIN, "no processes left", "TasksMax"},
    {ENOMEM, "out of memory", "run fewer at once"},
    {EMFILE, "the engine has no file descriptors left", "ulimit -n"},
    {ENFILE, "the system has no file descriptors left", "fs.file-max"},
};

LaunchRequest request_for(const std::string& command) {
    LaunchRequest request;
    request.command = command;
    return request;
}

TEST(LaunchFailure, AShortageIsNamedWithItsMend) {
    for (const Shortage& shortage : kShortages) {
        EXPECT_THAT(explain_shortage(shortage.error, request_for("convert")).message(),
                    AllOf(HasSubstr("\"convert\" could not be started"), HasSubstr(shortage.what),
                          HasSubstr(shortage.mend)));
    }
}

TEST(LaunchFailure, AShortageIsNotBlamedOnTheFiles) {
    LaunchRequest request = request_for("/no/such/program");
    request.working_directory = "/no/such/folder";
    for (const Shortage& shortage : kShortages) {
        EXPECT_EQ(explain_launch_failure(shortage.error, request, "/no/such/program", "/bin").message(),
                  explain_shortage(shortage.error, request).message());
    }
}

TEST(LaunchFailure, AnOldKernelIsToldFromAShortage) {
    EXPECT_THAT(explain_shortage(ENOSYS, request_for("true")).message(), HasSubstr("Linux 5.4"));
}

TEST(LaunchFailure, WhatHasNoSentenceOfItsOwnHasTheSystems) {
    EXPECT_THAT(explain_launch_failure(EIO, request_for("/bin/sh"), "/bin/sh", "/bin").message(),
                AllOf(HasSubstr("\"/bin/sh\" could not be started"), HasSubstr("Input/output error")));
}

}  // namespace
}  // namespace wee
