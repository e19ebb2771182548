#include "sources/process_tracker.h"

#include <map>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/manual_clock.h"
#include "tests/support/recording_sink.h"

namespace wee {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr ProcessNumber kEngine = 7;

class ProcessTrackerTest : public testing::Test {
protected:
    explicit ProcessTrackerTest(std::vector<std::string> names = {}) {
        for (const std::string& name : names) {
            EXPECT_TRUE(options_.filter.add(name).ok());
        }
    }

    [[nodiscard]] ProcessMoment now() const {
        return {clock_.steady_now().time_since_epoch(), clock_.wall_now()};
    }
    /// It runs, for those who look: the program `name` with itself as its command line.
    void runs(ProcessNumber pid, const std::string& name, ProcessNumber parent = 1, std::uint64_t start = 0) {
        InspectedProcess& process = living_[pid];
        process.listed = {{pid, start == 0 ? pid : start}, parent, name.substr(0, 15), now()};
        process.details = details(name);
        process.details.parent = parent;
    }
    static ProcessDetails details(const std::string& name) {
        ProcessDetails made;
        made.name = name;
        made.listed_name = name.substr(0, 15);
        made.command_line = name + " --now";
        made.exe = "/bin/" + name;
        return made;
    }
    [[nodiscard]] ProcessListing listing() const {
        ProcessListing all{{}, now()};
        for (const auto& [pid, process] : living_) {
            all.processes.push_back(process.listed);
        }
        return all;
    }
    void fork(ProcessNumber parent, ProcessNumber child, std::uint64_t start = 0) {
        tracker().forked({child, start == 0 ? child : start}, parent, now());
    }
    void exec(ProcessNumber pid, const std::string& name, std::uint64_t start = 0) {
        tracker().executed({{pid, start == 0 ? pid : start}, std::nullopt, name, now(), now(), {}},
                           [&] { return details(name); });
    }
    void exit(ProcessNumber pid, int code = 0, std::uint64_t start = 0) {
        tracker().exited({pid, start == 0 ? pid : start}, {code, {}, {}}, now());
    }
    void pass(milliseconds time) {
        clock_.advance(time);
        tracker().report_due();
    }

    /// "started 12 make", "stopped 12 make 0" (or its reason in place of the code, or nothing).
    std::vector<std::string> reported() {
        reports_.flush();
        std::vector<std::string> lines;
        for (const Event& event : sink_.take()) {
            const auto field = [&event](FieldId id) {
                const std::string* value = event.metadata.find(id);
                return value == nullptr ? std::string() : " " + *value;
            };
            lines.push_back((event.kind == EventKind::ProcessStarted ? "started" : "stopped") +
                            field(FieldId::Pid) + field(FieldId::ProcessName) + field(FieldId::ExitCode) +
                            field(FieldId::Reason));
        }
        return lines;
    }
    EventBatch events() {
        reports_.flush();
        return sink_.take();
    }

    ProcessTracker& tracker() {
        if (!tracker_) {
            tracker_.emplace(
                options_, kEngine,
                [this](ProcessNumber pid) {
                    const auto found = living_.find(pid);
                    if (found == living_.end()) {
                        return std::optional<InspectedProcess>();
                    }
                    InspectedProcess seen = found->second;
                    seen.looked_at = now().uptime;
                    return std::optional(seen);
                },
                reports_, clock_);
        }
        return *tracker_;
    }

    ManualClock clock_;
    RecordingSink sink_;
    ProcessMonitorOptions options_{"processes"};
    ProcessReports reports_{"processes", sink_};
    std::map<ProcessNumber, InspectedProcess> living_;
    std::optional<ProcessTracker> tracker_;
};

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

TEST_F(ProcessTrackerTest, ExecThatOurOwnLookHasSeenIsNoSecondStart) {
    exec(12, "sh");
    fork(12, 13);
    runs(13, "late", 12);
    pass(seconds{1});  // it has executed just now, and the record is still on its way
    clock_.advance(milliseconds{1});
    exec(13, "late");
    EXPECT_THAT(reported(), ElementsAre("started 12 sh", "started 13 late"));
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

TEST_F(ProcessTrackerTest, OwnDescendantsInAListingAreLeftOut) {
    runs(20, "sh", 21);
    runs(21, "sh", kEngine);
    tracker().begin(listing());
    exit(20);
    exit(21);
    EXPECT_THAT(reported(), IsEmpty());
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

class FilteredProcessTracker : public ProcessTrackerTest {
protected:
    FilteredProcessTracker() : ProcessTrackerTest({"make", "python*"}) {}
};

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

TEST_F(FilteredProcessTracker, ForksOfTheNamedAreCopies) {
    exec(12, "make");
    fork(12, 13);
    exit(13);
    EXPECT_THAT(reported(), ElementsAre("started 12 make", "started 13 make", "stopped 13 make 0"));
}

}  // namespace
}  // namespace wee
