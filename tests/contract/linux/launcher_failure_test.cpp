// Starts that fail: each cause has its own sentence, with the mend.

#include <sys/resource.h>

#include <filesystem>

#include "tests/contract/linux/launched_shell.h"
#include "tests/support/temporary_directory.h"

namespace wee {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class LauncherFailure : public LaunchedShell {
protected:
    std::string executable(const std::string& name, const std::string& content) {
        std::string path = directory_.write_file(name, content);
        std::filesystem::permissions(path, std::filesystem::perms::owner_all);
        return path;
    }

    TemporaryDirectory directory_;
};

TEST_F(LauncherFailure, NotInPath) {
    EXPECT_THAT(failure_of(program("no-such-program")),
                AllOf(HasSubstr("no-such-program"), HasSubstr("PATH"), HasSubstr("install it")));
}

TEST_F(LauncherFailure, WholeCommandLine) {
    EXPECT_THAT(failure_of(program("echo hello world")),
                AllOf(HasSubstr("command = \"echo\""), HasSubstr("args = [\"hello\"]")));
    EXPECT_THAT(failure_of(program("/bin/cat /etc/passwd")),
                AllOf(HasSubstr("command = \"/bin/cat\""), HasSubstr("args = [\"/etc/passwd\"]")));
    EXPECT_THAT(failure_of(program("cat /etc/passwd")), HasSubstr("command = \"cat\""));
}

TEST_F(LauncherFailure, MissingPath) {
    EXPECT_THAT(failure_of(program("/no/such/program")), HasSubstr("\"/no/such/program\" does not exist"));
}

TEST_F(LauncherFailure, EmptyCommand) {
    EXPECT_THAT(failure_of(program("")), HasSubstr("empty"));
}

TEST_F(LauncherFailure, Directory) {
    EXPECT_THAT(failure_of(program(directory_.text())), HasSubstr("is a directory"));
}

TEST_F(LauncherFailure, DirectoryInPath) {
    directory_.write_file("folder/file", "");
    LaunchRequest request = program("folder");
    request.environment = {{"PATH", directory_.text()}};
    EXPECT_THAT(failure_of(request), HasSubstr("is the directory"));
}

TEST_F(LauncherFailure, NotExecutable) {
    const std::string path = directory_.write_file("script", "#!/bin/sh\n");
    EXPECT_THAT(failure_of(program(path)), AllOf(HasSubstr("not executable"), HasSubstr("chmod +x")));
}

TEST_F(LauncherFailure, NotExecutableInPath) {
    const std::string path = directory_.write_file("script", "#!/bin/sh\n");
    LaunchRequest request = program("script");
    request.environment = {{"PATH", directory_.text()}};
    EXPECT_THAT(failure_of(request), AllOf(HasSubstr(path), HasSubstr("not executable")));
}

TEST_F(LauncherFailure, MissingInterpreter) {
    const std::string path = executable("script", "#! /no/such/interpreter -x\n");
    EXPECT_THAT(failure_of(program(path)), HasSubstr("interpreter \"/no/such/interpreter\" does not exist"));
}

TEST_F(LauncherFailure, WindowsLineEnds) {
    const std::string path = executable("script", "#!/bin/sh\r\necho hello\r\n");
    EXPECT_THAT(failure_of(program(path)), HasSubstr("Windows line ends"));
}

TEST_F(LauncherFailure, NeitherProgramNorScript) {
    EXPECT_THAT(failure_of(program(executable("script", "echo hello\n"))), HasSubstr("#!/bin/sh"));
}

TEST_F(LauncherFailure, WorkingDirectoryMissing) {
    LaunchRequest request = program("true");
    request.working_directory = directory_.file("missing");
    EXPECT_THAT(failure_of(request),
                AllOf(HasSubstr("working directory \"" + directory_.file("missing") + '"'),
                      HasSubstr("does not exist")));
}

TEST_F(LauncherFailure, WorkingDirectoryIsAFile) {
    LaunchRequest request = program("true");
    request.working_directory = directory_.write_file("file", "");
    EXPECT_THAT(failure_of(request), HasSubstr("is not a directory"));
}

TEST_F(LauncherFailure, TooManyArguments) {
    EXPECT_THAT(failure_of(program("true", {std::string(200'000, 'x')})), HasSubstr("shorten args"));
}

TEST_F(LauncherFailure, NulCharacters) {
    EXPECT_THAT(failure_of(program("true", {std::string("a\0b", 3)})), HasSubstr("NUL"));
    LaunchRequest request = program("true");
    request.environment = {{"A=B", "c"}};
    EXPECT_THAT(failure_of(request), HasSubstr("'='"));
}

TEST_F(LauncherFailure, OutOfDescriptors) {
    rlimit former{};
    ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &former), 0);
    const rlimit tight{4, former.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &tight), 0);
    const auto result = launcher_->run(program("true"), {});
    ::setrlimit(RLIMIT_NOFILE, &former);
    ASSERT_FALSE(result.ok());
    EXPECT_THAT(result.error().message(), HasSubstr("file descriptors"));
    EXPECT_EQ(run(program("true")).exit_code, 0);
}

}  // namespace
}  // namespace wee
