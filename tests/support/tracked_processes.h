#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sources/processes/process_tracker.h"
#include "tests/support/manual_clock.h"
#include "tests/support/recording_sink.h"

namespace wee {

inline constexpr ProcessNumber kEngine = 7;

/// A tracker with processes that run as the test says, and what it reports of them.
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
    void pass(std::chrono::milliseconds time) {
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

class FilteredProcessTracker : public ProcessTrackerTest {
protected:
    FilteredProcessTracker() : ProcessTrackerTest({"make", "python*"}) {}
};

}  // namespace wee
