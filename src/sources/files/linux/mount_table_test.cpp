#include "sources/files/linux/mount_table.h"

#include <filesystem>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_directory.h"

namespace wee {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kRoot = "21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n";

class MountTableTest : public testing::Test {
protected:
    [[nodiscard]] MountTable table(const std::string& more) const {
        return MountTable(directory_.write_file("mountinfo", kRoot + more));
    }
    TemporaryDirectory directory_;
};

TEST_F(MountTableTest, KnowsWhichFileSystemsMustBePolled) {
    const MountTable mounts = table(
        "30 21 0:40 / /mnt/my\\040share rw - cifs //server/share rw\n"
        "31 21 0:41 / /mnt/disk rw - ext4 /dev/sdb1 rw\n"
        "32 31 0:42 / /mnt/disk/far rw - fuse.sshfs me@there: rw\n");
    EXPECT_THAT(mounts.reason_to_poll_at("/mnt/my share/a/b"), HasSubstr("other machines"));
    EXPECT_THAT(mounts.reason_to_poll_at("/mnt/my share"), HasSubstr("other machines"));
    EXPECT_THAT(mounts.reason_to_poll_at("/mnt/my shares"), IsEmpty());
    EXPECT_THAT(mounts.reason_to_poll_at("/mnt/disk/near"), IsEmpty());
    EXPECT_FALSE(mounts.reason_to_poll_at("/mnt/disk/far/x").empty());
}

TEST_F(MountTableTest, FollowsLinksThatLeadThere) {
    std::filesystem::create_symlink("/mnt/share/inbox", directory_.file("inbox"));
    const MountTable mounts = table("30 21 0:40 / /mnt/share rw - nfs4 server:/share rw\n");
    EXPECT_FALSE(mounts.reason_to_poll_at(directory_.file("inbox/new")).empty());
    EXPECT_THAT(mounts.reason_to_poll_at(directory_.file("other")), IsEmpty());
}

TEST_F(MountTableTest, TellsWhereSomethingWasMountedAndUnmounted) {
    MountTable mounts = table("30 21 0:40 / /mnt/share rw - nfs4 server:/share rw\n");
    EXPECT_THAT(mounts.reload(), IsEmpty());
    directory_.write_file("mountinfo",
                          std::string(kRoot).append("31 21 0:40 / /mnt/other rw - ext4 /dev/sdb rw\n"));
    EXPECT_THAT(mounts.reload(), ElementsAre("/mnt/other", "/mnt/share"));
    EXPECT_THAT(mounts.reason_to_poll_at("/mnt/share/x"), IsEmpty());
}

TEST_F(MountTableTest, TakesEverythingForLocalWithoutAList) {
    EXPECT_THAT(MountTable(directory_.file("none")).reason_to_poll_at("/mnt/x"), IsEmpty());
}

}  // namespace
}  // namespace wee
