// What a child gets: arguments, variables, directory, streams, signal handling.

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <memory>

#include "tests/contract/linux/launched_shell.h"
#include "tests/support/temporary_directory.h"

namespace wee {
namespace {

using LauncherInput = LaunchedShell;

TEST_F(LauncherInput, ArgumentsArriveByteForByte) {
    const std::vector<std::string> arguments = {
        "", "two words", "line\nbreak", "'\"`$HOME\\", "\xff\xfe\x80", "*", "-n", std::string(100'000, 'x')};
    std::string expected;
    LaunchRequest request = shell("printf '%s\\n' \"$@\"");
    request.arguments.emplace_back("name");
    for (const std::string& argument : arguments) {
        request.arguments.push_back(argument);
        expected += argument + "\n";
    }
    request.output_limit = 1'000'000;
    EXPECT_EQ(output_of(request), expected);
}

TEST_F(LauncherInput, CommandIsTheProgramsOwnName) {
    EXPECT_EQ(output_of(program("sh", {"-c", "printf %s \"$0\""})), "sh");
}

TEST_F(LauncherInput, VariablesAreAddedAndReplaced) {
    ::setenv("WEE_TEST_KEPT", "kept", 1);
    ::setenv("WEE_TEST_REPLACED", "old", 1);
    LaunchRequest request =
        shell("printf '%s,%s,%s' \"$WEE_TEST_KEPT\" \"$WEE_TEST_REPLACED\" \"$WEE_TEST_ADDED\"");
    request.environment = {
        {"WEE_TEST_REPLACED", "new"}, {"WEE_TEST_ADDED", "first"}, {"WEE_TEST_ADDED", "a=b\nc"}};
    EXPECT_EQ(output_of(request), "kept,new,a=b\nc");
    EXPECT_EQ(output_of(program("env")).find("WEE_TEST_REPLACED=new"), std::string::npos);
}

TEST_F(LauncherInput, NoVariableArrivesTwice) {
    LaunchRequest request = shell("tr '\\0' '\\n' < /proc/self/environ | cut -d= -f1 | sort | uniq -d");
    request.environment = {{"PATH", "/usr/bin:/bin"}, {"HOME", "/"}};
    EXPECT_EQ(output_of(request), "");
}

TEST_F(LauncherInput, CommandIsLookedUpInTheChildsPath) {
    const TemporaryDirectory directory;
    const std::string script = directory.write_file("my-tool", "#!/bin/sh\necho found\n");
    std::filesystem::permissions(script, std::filesystem::perms::owner_all);
    LaunchRequest request = program("my-tool");
    request.environment = {{"PATH", "/nowhere:relative:" + directory.text() + ":/usr/bin:/bin"}};
    EXPECT_EQ(output_of(request), "found\n");
}

TEST_F(LauncherInput, WorkingDirectoryIsEntered) {
    const TemporaryDirectory directory;
    LaunchRequest request = shell("pwd -P");
    request.working_directory = directory.text();
    EXPECT_EQ(output_of(request), directory.text() + "\n");
}

TEST_F(LauncherInput, RelativeCommandsLieInTheWorkingDirectory) {
    const TemporaryDirectory directory;
    const std::string script = directory.write_file("bin/tool", "#!/bin/sh\necho here\n");
    std::filesystem::permissions(script, std::filesystem::perms::owner_all);
    LaunchRequest request = program("bin/tool");
    request.working_directory = directory.text();
    EXPECT_EQ(output_of(request), "here\n");
}

TEST_F(LauncherInput, StandardInputIsEmpty) {
    EXPECT_EQ(output_of(program("cat")), "");
    EXPECT_EQ(output_of(shell("readlink /proc/$$/fd/0")), "/dev/null\n");
}

TEST_F(LauncherInput, NoOtherDescriptorsAreInherited) {
    constexpr int kNumber = 200;
    const int source = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ASSERT_EQ(::dup2(source, kNumber), kNumber);  // without close-on-exec, as a careless library would
    EXPECT_EQ(
        output_of(shell("[ -e /proc/$$/fd/200 ] && echo inherited; [ -e /proc/$$/fd/3 ] && echo inherited")),
        "");
    ::close(kNumber);
    ::close(source);
}

TEST_F(LauncherInput, SignalHandlingIsTheDefault) {
    sigset_t blocked;
    sigset_t former;
    ::sigemptyset(&blocked);
    ::sigaddset(&blocked, SIGTERM);
    ::pthread_sigmask(SIG_BLOCK, &blocked, &former);
    const auto former_pipe = std::signal(SIGPIPE, SIG_IGN);
    const std::string masks =
        output_of(program("sed", {"-n", "s/Sig[BI][lg][kn]:\t//p", "/proc/self/status"}));
    std::signal(SIGPIPE, former_pipe);
    ::pthread_sigmask(SIG_SETMASK, &former, nullptr);
    std::size_t end = 0;
    EXPECT_EQ(std::stoull(masks, &end, 16), 0U) << "blocked";
    constexpr unsigned long long kOrdinary = 0x7fffffff;  // 32 and 33 are glibc's own
    EXPECT_EQ(std::stoull(masks.substr(end), nullptr, 16) & kOrdinary, 0U) << "ignored";
}

TEST_F(LauncherInput, ChildHasNoTerminal) {
    EXPECT_EQ(output_of(shell("(: < /dev/tty) 2>/dev/null || echo none")), "none\n");
}

TEST_F(LauncherInput, ReadsWhatItIsGivenAtItsOwnPaceOrNotAtAll) {
    LaunchRequest request = shell("head -c 3; sleep 0.05; wc -c");
    request.standard_input = "abc" + std::string(1'000'000, 'x');
    EXPECT_EQ(output_of(request), "abc1000000\n");
    request.arguments = {"-c", "echo no"};
    EXPECT_EQ(output_of(request), "no\n");
    request.arguments = {"-c", "wc -c"};
    request.standard_input.clear();
    EXPECT_EQ(output_of(request), "0\n");
}

TEST_F(LauncherInput, VariablesAreRemovedUnlessTheyAreAdded) {
    ::setenv("WEE_TEST_KEPT", "kept", 1);
    ::setenv("WEE_TEST_REMOVED", "old", 1);
    LaunchRequest request = shell("printf '%s,%s' \"$WEE_TEST_KEPT\" \"$WEE_TEST_REMOVED\"");
    request.removed_variables = {"WEE_TEST_REMOVED", "WEE_TEST_UNKNOWN"};
    EXPECT_EQ(output_of(request), "kept,");
    request.environment = {{"WEE_TEST_REMOVED", "new"}};
    EXPECT_EQ(output_of(request), "kept,new");
}

}  // namespace
}  // namespace wee
