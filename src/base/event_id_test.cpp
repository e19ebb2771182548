#include "base/event_id.h"

#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace wee {
namespace {

TEST(EventId, IsAVersionFourUuid) {
    for (int i = 0; i < 1'000; ++i) {
        const std::string text = EventId::generate().to_string();
        ASSERT_EQ(text.size(), 36U);
        EXPECT_EQ(text[8], '-');
        EXPECT_EQ(text[13], '-');
        EXPECT_EQ(text[14], '4');
        EXPECT_EQ(text[18], '-');
        EXPECT_NE(std::string("89ab").find(text[19]), std::string::npos);
        EXPECT_EQ(text[23], '-');
    }
}

TEST(EventId, NeverRepeatsAlsoBetweenThreads) {
    constexpr std::size_t kThreads = 4;
    constexpr std::size_t kEach = 20'000;
    std::mutex mutex;
    std::set<EventId> all;
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < kThreads; ++i) {
            threads.emplace_back([&] {
                std::vector<EventId> mine(kEach);
                for (EventId& id : mine) {
                    id = EventId::generate();
                }
                const std::lock_guard lock(mutex);
                all.insert(mine.begin(), mine.end());
            });
        }
    }
    EXPECT_EQ(all.size(), kThreads * kEach);
}

TEST(EventId, ReadsBackWhatItWrites) {
    for (int i = 0; i < 1'000; ++i) {
        const EventId id = EventId::generate();
        const Result<EventId> again = EventId::parse(id.to_string());
        ASSERT_TRUE(again.ok());
        EXPECT_EQ(again.value(), id);
    }
    EXPECT_EQ(EventId().to_string(), "00000000-0000-0000-0000-000000000000");
}

TEST(EventId, ReadsEitherCase) {
    const Result<EventId> id = EventId::parse("0F8FAD5B-D9CB-469F-a165-70867728950E");
    ASSERT_TRUE(id.ok());
    EXPECT_EQ(id.value().to_string(), "0f8fad5b-d9cb-469f-a165-70867728950e");
}

TEST(EventId, RefusesWhatIsNoUuid) {
    for (const char* text :
         {"", "x", "0f8fad5b-d9cb-469f-a165-70867728950", "0f8fad5b-d9cb-469f-a165-70867728950ee",
          "0f8fad5bd9cb-469f-a165-70867728950e-", "0f8fad5b-d9cb-469f-a165-70867728950g",
          "{f8fad5b-d9cb-469f-a165-70867728950}", "0f8fad5b_d9cb_469f_a165_70867728950e"}) {
        const Result<EventId> id = EventId::parse(text);
        ASSERT_FALSE(id.ok()) << text;
        EXPECT_NE(id.error().message().find("write a UUID"), std::string::npos);
    }
}

}  // namespace
}  // namespace wee
