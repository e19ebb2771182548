#include "telemetry/log_queue.h"

#include <chrono>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/fake_log_output.h"

namespace wee {
namespace {

using Mood = FakeLogReader::Mood;
using std::chrono::milliseconds;

LogQueueOptions options_with(std::size_t limit, milliseconds patience = kTestDeadline) {
    LogQueueOptions options;
    options.describe_drops = [](std::uint64_t dropped) { return std::to_string(dropped) + " dropped"; };
    options.limit = limit;
    options.patience_at_end = patience;
    return options;
}

class LogQueueTest : public testing::Test {
protected:
    void open(LogQueueOptions options = options_with(1'000'000)) {
        queue_.emplace(reader_.make_output(), std::move(options));
    }
    void put(const std::string& line, LineImportance importance = LineImportance::Droppable) {
        queue_->put(line, importance);
    }
    /// The reader falls asleep over the line "first", so that what follows has to wait.
    void stall() {
        reader_.become(Mood::Sleeping);
        put("first");
        ASSERT_TRUE(reader_.wait_for_writes(1));
    }
    /// What was read once the queue had ended.
    std::string text_at_end() {
        queue_.reset();
        return reader_.text();
    }

    FakeLogReader reader_;
    std::optional<LogQueue> queue_;
};

TEST_F(LogQueueTest, ALineAppearsWithoutWaitingForAnother) {
    open();
    put("ready");
    EXPECT_TRUE(reader_.wait_for_text("ready\n"));
    put("next");
    EXPECT_TRUE(reader_.wait_for_text("ready\nnext\n"));
}

TEST_F(LogQueueTest, TheLinesOfEachThreadStayInOrderAndNoneIsMissing) {
    constexpr int kLines = 2'000;
    open();
    {
        std::vector<std::jthread> threads;
        for (const std::string name : {"a", "b", "c"}) {
            threads.emplace_back([this, name] {
                for (int i = 0; i < kLines; ++i) {
                    put(name + ' ' + std::to_string(i));
                }
            });
        }
    }
    std::istringstream text(text_at_end());
    std::map<std::string, int> next;
    std::string name;
    for (int number = 0; text >> name >> number;) {
        EXPECT_EQ(number, next[name]++) << name;
    }
    EXPECT_EQ(next, (std::map<std::string, int>{{"a", kLines}, {"b", kLines}, {"c", kLines}}));
}

TEST_F(LogQueueTest, WithASleepingReaderNobodyWaitsAndTheDropsAreReportedInTheirPlace) {
    open(options_with(12));
    stall();
    put("two");
    put("three");
    put("does not fit");
    put("4");  // would fit, but it is reported with its neighbours
    reader_.become(Mood::Reading);
    EXPECT_TRUE(reader_.wait_for_text("first\ntwo\nthree\n2 dropped\n"));
    put("later");
    EXPECT_EQ(text_at_end(), "first\ntwo\nthree\n2 dropped\nlater\n");
}

TEST_F(LogQueueTest, ALineThatProgramsWaitForIsKeptInAFullQueue) {
    open(options_with(12));
    stall();
    put("two");
    put("does not fit");
    put("summary of all", LineImportance::Kept);
    put("neither");
    reader_.become(Mood::Reading);
    EXPECT_EQ(text_at_end(), "first\ntwo\n1 dropped\nsummary of all\n1 dropped\n");
}

TEST_F(LogQueueTest, ALineLongerThanTheWholeQueueIsReportedAtOnce) {
    open(options_with(12));
    put("longer than the queue");
    EXPECT_TRUE(reader_.wait_for_text("1 dropped\n"));
}

TEST_F(LogQueueTest, WhatWaitsGoesOutInFewWritesOfWholeLines) {
    const std::string line(999, 'x');
    const std::string long_line(10'000, 'y');
    open();
    stall();
    for (int i = 0; i < 8; ++i) {
        put(line);
    }
    put(long_line);
    reader_.become(Mood::Reading);
    queue_.reset();
    const std::string four = line + '\n' + line + '\n' + line + '\n' + line + '\n';
    EXPECT_EQ(reader_.writes(), (std::vector<std::string>{"first\n", four, four, long_line + '\n'}));
}

TEST_F(LogQueueTest, TheEndIsBoundedAndTheWriterThatIsLeftBehindWritesNothingMore) {
    open(options_with(1'000'000, milliseconds(20)));
    stall();
    put("second");
    const auto start = std::chrono::steady_clock::now();
    queue_.reset();
    EXPECT_LT(std::chrono::steady_clock::now() - start, kTestDeadline / 2);
    reader_.become(Mood::Reading);
    EXPECT_TRUE(reader_.wait_for_end());
    EXPECT_EQ(reader_.text(), "first\n");
}

TEST_F(LogQueueTest, WhatCouldNotBeWrittenIsReportedWhenItCanAgain) {
    reader_.become(Mood::Refusing);
    open();
    put("lost");
    ASSERT_TRUE(reader_.wait_for_writes(2));  // the line, and the report of its loss
    put("lost too");
    ASSERT_TRUE(reader_.wait_for_writes(4));
    reader_.become(Mood::Reading);
    put("back");
    // The second report may be at the reader's door just when it opens.
    EXPECT_THAT(text_at_end(), testing::AnyOf("back\n2 dropped\n", "2 dropped\nback\n"));
}

TEST_F(LogQueueTest, AReaderThatWentAwayCostsOneTryPerLineAndNoMore) {
    reader_.become(Mood::Refusing);
    open();
    put("lost");
    queue_.reset();
    EXPECT_EQ(reader_.writes_begun(), 2U);
}

TEST_F(LogQueueTest, WithoutAThreadItsCallersWrite) {
    LogQueueOptions options = options_with(1'000'000);
    options.start_thread = [](const std::function<void()>&) -> std::thread {
        throw std::system_error(std::make_error_code(std::errc::resource_unavailable_try_again));
    };
    open(std::move(options));
    put("one");
    EXPECT_EQ(reader_.text(), "one\n");
    put("two", LineImportance::Kept);
    EXPECT_EQ(reader_.text(), "one\ntwo\n");
}

}  // namespace
}  // namespace wee
