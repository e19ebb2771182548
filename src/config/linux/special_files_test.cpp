#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/config_cases.h"
#include "tests/support/temporary_directory.h"

namespace wee {
namespace {

std::string refusal_of(const std::string& path) {
    const LoadedConfig loaded = load_config_file(path, FakeEnvironment());
    EXPECT_FALSE(loaded.config);
    EXPECT_EQ(loaded.diagnostics.size(), 1U) << findings_of(loaded);
    return findings_of(loaded);
}

TEST(SpecialFiles, EndlessDeviceIsRefused) {
    EXPECT_EQ(refusal_of("/dev/zero"),
              "/dev/zero: error: this is no regular file (a device, pipe or socket); save the "
              "configuration to a file\n");
}

TEST(SpecialFiles, PipeThatNobodyWritesIsRefusedAtOnce) {
    const TemporaryDirectory directory;
    const std::string pipe = directory.file("pipe.toml");
    ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
    EXPECT_NE(refusal_of(pipe).find("no regular file"), std::string::npos);
}

TEST(SpecialFiles, FileThatFailsWhileReadingSaysWhy) {
    EXPECT_NE(refusal_of("/proc/self/mem").find("cannot be read"), std::string::npos);
}

TEST(SpecialFiles, UnreadableFileSaysWhy) {
    if (geteuid() == 0) {
        GTEST_SKIP() << "root may read everything";
    }
    const TemporaryDirectory directory;
    const std::string path = directory.write_file("secret.toml", "");
    ASSERT_EQ(chmod(path.c_str(), 0), 0);
    EXPECT_NE(refusal_of(path).find("cannot be read: Permission denied"), std::string::npos);
}

TEST(SpecialFiles, LinkThatLeadsInACircleIsRefused) {
    const TemporaryDirectory directory;
    const std::string path = directory.file("loop.toml");
    ASSERT_EQ(symlink("loop.toml", path.c_str()), 0);
    EXPECT_NE(refusal_of(path).find("cannot be looked at"), std::string::npos);
}

}  // namespace
}  // namespace wee
