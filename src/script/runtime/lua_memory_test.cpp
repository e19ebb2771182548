#include "script/runtime/lua_memory.h"

#include <algorithm>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace wee {
namespace {

constexpr std::size_t kMegabyte = 1024 * 1024;

class LuaMemoryTest : public testing::Test {
protected:
    LuaMemoryTest() { memory.set_limit(64 * kMegabyte); }

    void* take(std::size_t size) { return LuaMemory::allocate(&memory, nullptr, 0, size); }
    void* resize(void* block, std::size_t old_size, std::size_t size) {
        return LuaMemory::allocate(&memory, block, old_size, size);
    }
    void give_back(void* block, std::size_t size) { resize(block, size, 0); }

    LuaMemory memory;
};

TEST_F(LuaMemoryTest, CountsWhatIsInUse) {
    void* small = take(10);
    void* large = take(3 * kMegabyte);
    EXPECT_EQ(memory.live(), 10 + 3 * kMegabyte);
    small = resize(small, 10, 1000);
    EXPECT_EQ(memory.live(), 1000 + 3 * kMegabyte);
    give_back(large, 3 * kMegabyte);
    give_back(small, 1000);
    EXPECT_EQ(memory.live(), 0U);
}

TEST_F(LuaMemoryTest, RefusesWhatPassesTheLimitAndKeepsWhatIsThere) {
    memory.set_limit(1000);
    char* block = static_cast<char*>(take(600));
    std::strcpy(block, "here");
    EXPECT_EQ(take(401), nullptr);
    EXPECT_EQ(resize(block, 600, 1001), nullptr);
    EXPECT_EQ(take(~std::size_t{0}), nullptr);
    EXPECT_STREQ(block, "here");
    EXPECT_NE(take(400), nullptr);
}

TEST_F(LuaMemoryTest, MakingSmallerAlwaysWorks) {
    memory.set_limit(1000);
    void* block = take(1000);
    block = resize(block, 1000, 10);
    EXPECT_NE(block, nullptr);
    EXPECT_EQ(memory.live(), 10U);
}

TEST_F(LuaMemoryTest, PutsBackWhatWas) {
    char* block = static_cast<char*>(take(20));
    std::strcpy(block, "before");
    const LuaMemory::Snapshot before = memory.save();
    for (int round = 0; round < 3; ++round) {
        std::strcpy(block, "after");
        char* other = static_cast<char*>(take(20));
        EXPECT_EQ(other, block + 32);  // the same place each time
        void* large = take(5 * kMegabyte);
        EXPECT_FALSE(memory.can_save());
        std::memset(large, 1, 5 * kMegabyte);
        memory.restore(before);
        EXPECT_TRUE(memory.can_save());
        EXPECT_STREQ(block, "before");
        EXPECT_EQ(memory.live(), 20U);
    }
}

TEST_F(LuaMemoryTest, AStateThatPressesAgainstItsLimitGetsNoMore) {
    const LuaMemory::Snapshot empty = memory.save();
    memory.set_limit(kMegabyte);
    void* most = take(kMegabyte - 100);
    for (int attempt = 0; attempt < 100; ++attempt) {
        EXPECT_EQ(take(200), nullptr);
    }
    give_back(most, kMegabyte - 100);
    EXPECT_EQ(take(10), nullptr);
    memory.restore(empty);
    EXPECT_NE(take(10), nullptr);
}

/// Blocks of all sizes, taken, resized and given back at random: each keeps its content.
TEST_F(LuaMemoryTest, BlocksNeverOverlap) {
    struct Block {
        unsigned char* bytes;
        std::size_t size;
        unsigned char mark;
    };
    std::mt19937 random(7);
    std::vector<Block> blocks;
    const auto any_size = [&] { return 1 + random() % (random() % 20 == 0 ? 100'000 : 200); };
    for (int step = 0; step < 20'000; ++step) {
        const std::size_t size = any_size();
        if (blocks.size() < 300 && random() % 2 == 0) {
            const auto mark = static_cast<unsigned char>(step);
            blocks.push_back({static_cast<unsigned char*>(take(size)), size, mark});
            std::memset(blocks.back().bytes, mark, size);
            continue;
        }
        if (blocks.empty()) {
            continue;
        }
        std::swap(blocks[random() % blocks.size()], blocks.back());
        Block& block = blocks.back();
        const std::vector<unsigned char> expected(block.size, block.mark);
        ASSERT_EQ(std::memcmp(block.bytes, expected.data(), block.size), 0);
        if (random() % 2 == 0) {
            give_back(block.bytes, block.size);
            blocks.pop_back();
            continue;
        }
        block.bytes = static_cast<unsigned char*>(resize(block.bytes, block.size, size));
        ASSERT_EQ(std::memcmp(block.bytes, expected.data(), std::min(size, block.size)), 0);
        block.size = size;
        std::memset(block.bytes, block.mark, size);
    }
}

}  // namespace
}  // namespace wee
