#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/tracked_processes.h"

namespace wee {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

TEST_F(ProcessTrackerTest, ForkAndExecAreOneStart) {
    fork(1, 12);
    exec(12, "make");
    exit(12, 2);
    EXPECT_THAT(reported(), ElementsAre("started 12 make", "stopped 12 make 2"));
    EXPECT_EQ(tracker().size(), 0U);
}

TEST_F(ProcessTrackerTest, StopKnowsWhatTheStartKnew) {
    fork(1, 12);
    exec(12, "make");
    clock_.advance(milliseconds{1500});
    tracker().exited({12, 12}, {143, "SIGTERM", {}}, now());
    const EventBatch batch = events();
    ASSERT_EQ(batch.size(), 2U);
    for (const Event& event : batch) {
        EXPECT_EQ(*event.metadata.find(FieldId::CommandLine), "make --now");
        EXPECT_EQ(*event.metadata.find(FieldId::Exe), "/bin/make");
        EXPECT_EQ(*event.metadata.find(FieldId::ParentPid), "1");
        EXPECT_EQ(*event.metadata.find(FieldId::StartTime), "2026-01-01T12:00:00.000000Z");
    }
    EXPECT_EQ(*batch[1].metadata.find(FieldId::DurationSeconds), "1.500");
    EXPECT_EQ(*batch[1].metadata.find(FieldId::Signal), "SIGTERM");
    EXPECT_EQ(*batch[1].metadata.find(FieldId::ExitCode), "143");
}

TEST_F(ProcessTrackerTest, ForkThatExecutesNothingIsACopyOfItsParent) {
    fork(1, 12);
    exec(12, "server");
    reported();
    fork(12, 13);
    runs(13, "server", 12);
    pass(milliseconds{900});
    EXPECT_THAT(reported(), IsEmpty());
    pass(milliseconds{200});
    EXPECT_THAT(reported(), ElementsAre("started 13 server"));
    exit(13);
    EXPECT_THAT(reported(), ElementsAre("stopped 13 server 0"));
}

TEST_F(ProcessTrackerTest, ForkThatEndsSoonIsReportedAtItsEnd) {
    exec(12, "sh");
    fork(12, 13);
    exit(13, 1);
    EXPECT_THAT(reported(), ElementsAre("started 12 sh", "started 13 sh", "stopped 13 sh 1"));
    pass(seconds{5});
    EXPECT_THAT(reported(), IsEmpty());
    EXPECT_EQ(tracker().next_deadline(), std::nullopt);
}

TEST_F(ProcessTrackerTest, AnotherProgramInTheSameProcessEndsTheFirst) {
    exec(12, "sh");
    clock_.advance(seconds{3});
    exec(12, "firefox");
    exit(12, 0);
    EXPECT_THAT(reported(), ElementsAre("started 12 sh", "stopped 12 sh exec", "started 12 firefox",
                                        "stopped 12 firefox 0"));
}

TEST_F(ProcessTrackerTest, ReusedPidIsAnotherProcess) {
    exec(12, "first", 100);
    exec(12, "second", 200);
    exit(12, 0, 100);
    exit(12, 0, 200);
    EXPECT_THAT(reported(), ElementsAre("started 12 first", "stopped 12 first", "started 12 second",
                                        "stopped 12 second 0"));
}

TEST_F(ProcessTrackerTest, ExitIsReportedOnce) {
    exec(12, "make");
    exit(12);
    exit(12);
    exit(13);
    EXPECT_THAT(reported(), ElementsAre("started 12 make", "stopped 12 make 0"));
}

TEST_F(ProcessTrackerTest, ExecThatOurOwnLookHasSeenIsNoSecondStart) {
    exec(12, "sh");
    fork(12, 13);
    runs(13, "late", 12);
    pass(seconds{1});  // it has executed just now, and the record is still on its way
    clock_.advance(milliseconds{1});
    exec(13, "late");
    EXPECT_THAT(reported(), ElementsAre("started 12 sh", "started 13 late"));
}

TEST_F(ProcessTrackerTest, OwnDescendantsAreLeftOut) {
    fork(kEngine, 20);
    exec(20, "sh");
    fork(20, 21);
    exec(21, "make");
    exit(21);
    exit(20);
    EXPECT_THAT(reported(), IsEmpty());
    fork(1, 20);
    exec(20, "stranger");
    EXPECT_THAT(reported(), ElementsAre("started 20 stranger"));
}

TEST_F(ProcessTrackerTest, OwnDescendantsCanBeReported) {
    options_.own_processes = OwnProcesses::Reported;
    fork(kEngine, 20);
    exec(20, "sh");
    EXPECT_THAT(reported(), ElementsAre("started 20 sh"));
}

TEST_F(ProcessTrackerTest, ProcessThatWasGoneTooSoonHasNoName) {
    fork(1, 12);
    tracker().executed({{12, 0}, std::nullopt, {}, now(), now(), {}}, [] { return ProcessDetails{}; });
    exit(12, 5);
    EXPECT_THAT(reported(), ElementsAre("started 12", "stopped 12 5"));
}

TEST_F(ProcessTrackerTest, MemoryForCommandLinesIsBounded) {
    const std::string argument(16'000, 'x');
    for (ProcessNumber pid = 100; pid < 5'100; ++pid) {
        tracker().executed({{pid, pid}, 1, "long", now(), now(), {}}, [&] {
            ProcessDetails long_ones = details("long");
            long_ones.command_line = argument;
            return long_ones;
        });
    }
    const EventBatch started = events();
    EXPECT_EQ(started.back().metadata.find(FieldId::CommandLine)->size(), argument.size());
    exit(5'099);
    const EventBatch stopped = events();
    EXPECT_LT(stopped.back().metadata.find(FieldId::CommandLine)->size(), 300U);
    EXPECT_EQ(*stopped.back().metadata.find("command_line_cut"), "true");
}

TEST_F(FilteredProcessTracker, OnlyTheNamedAreReportedAndRemembered) {
    exec(12, "sh");
    fork(12, 13);
    exec(13, "python3");
    fork(12, 14);
    exec(14, "ls");
    EXPECT_EQ(tracker().size(), 1U);
    exit(14);
    exit(13);
    EXPECT_THAT(reported(), ElementsAre("started 13 python3", "stopped 13 python3 0"));
}

TEST_F(FilteredProcessTracker, DetailsOfOthersAreNotRead) {
    tracker().executed({{12, 12}, 1, "ls", now(), now(), {}}, []() -> ProcessDetails {
        ADD_FAILURE() << "read for nothing";
        return {};
    });
}

TEST_F(FilteredProcessTracker, ChangeIntoAndOutOfTheFilter) {
    exec(12, "sh");
    exec(12, "make");
    exec(12, "ls");
    exit(12);
    EXPECT_THAT(reported(), ElementsAre("started 12 make", "stopped 12 make exec"));
}

TEST_F(FilteredProcessTracker, ForksOfTheNamedAreCopies) {
    exec(12, "make");
    fork(12, 13);
    exit(13);
    EXPECT_THAT(reported(), ElementsAre("started 12 make", "started 13 make", "stopped 13 make 0"));
}

}  // namespace
}  // namespace wee
