#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/tracked_processes.h"

namespace wee {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

TEST_F(ProcessTrackerTest, WhatRunsAlreadyHasOnlyAStop) {
    runs(12, "server");
    tracker().begin(listing());
    EXPECT_THAT(reported(), IsEmpty());
    EXPECT_TRUE(tracker().follows({12, 12}));
    exit(12, 3);
    EXPECT_THAT(reported(), ElementsAre("stopped 12 server 3"));
}

TEST_F(ProcessTrackerTest, RecordsFromBeforeTheFirstListingRepeatNothing) {
    const ProcessMoment before = now();
    clock_.advance(milliseconds{10});
    runs(12, "server");
    tracker().begin(listing());
    tracker().forked({12, 12}, 1, before);
    tracker().executed({{12, 12}, 1, "server", before, before, {}}, [] { return details("server"); });
    pass(seconds{2});
    EXPECT_THAT(reported(), IsEmpty());
}

TEST_F(ProcessTrackerTest, ChangedNameAndArgumentsDoNotMatterAfterwards) {
    exec(12, "worker");
    runs(12, "renamed");
    living_[12].details = details("worker");
    living_[12].details.command_line = "renamed: idle";
    tracker().compare_with(listing());
    living_.clear();
    exit(12);
    EXPECT_THAT(reported(), ElementsAre("started 12 worker", "stopped 12 worker 0"));
}

TEST_F(ProcessTrackerTest, DifferenceAfterALossBecomesEvents) {
    exec(12, "gone");
    exec(13, "stays");
    exec(14, "changes");
    exec(15, "reused", 15);
    reported();
    runs(13, "stays");
    runs(14, "changed");
    runs(15, "other", 1, 99);
    runs(16, "new");
    tracker().compare_with(listing());
    EXPECT_THAT(reported(), testing::UnorderedElementsAre("stopped 12 gone", "stopped 14 changes exec",
                                                          "started 14 changed", "stopped 15 reused",
                                                          "started 15 other", "started 16 new"));
    tracker().compare_with(listing());
    EXPECT_THAT(reported(), IsEmpty());
}

TEST_F(ProcessTrackerTest, ListedForkWaitsForItsExec) {
    runs(12, "sh");
    tracker().begin(listing());
    runs(13, "sh", 12);
    tracker().compare_with(listing());
    EXPECT_THAT(reported(), IsEmpty());
    runs(13, "make", 12);
    tracker().compare_with(listing());
    EXPECT_THAT(reported(), ElementsAre("started 13 make"));
}

TEST_F(ProcessTrackerTest, OwnDescendantsInAListingAreLeftOut) {
    runs(20, "sh", 21);
    runs(21, "sh", kEngine);
    tracker().begin(listing());
    exit(20);
    exit(21);
    EXPECT_THAT(reported(), IsEmpty());
}

TEST_F(FilteredProcessTracker, ListedOthersAreLookedAtOnce) {
    runs(12, "ls");
    tracker().begin(listing());
    EXPECT_FALSE(tracker().follows({12, 12}));
    runs(12, "make");
    tracker().compare_with(listing());
    EXPECT_THAT(reported(), ElementsAre("started 12 make"));
    runs(12, "ls");
    tracker().compare_with(listing());
    living_.clear();
    tracker().compare_with(listing());
    EXPECT_THAT(reported(), ElementsAre("stopped 12 make exec"));
    EXPECT_EQ(tracker().size(), 0U);
}

}  // namespace
}  // namespace wee
