// What every process monitor promises of very many processes, and of very many starts of itself.

#include <filesystem>
#include <fstream>
#include <map>
#include <semaphore>
#include <set>
#include <thread>

#include "tests/contract/linux/process_monitor_contract.h"

namespace wee {
namespace {

std::size_t open_descriptors() {
    const std::filesystem::directory_iterator descriptors("/proc/self/fd");
    return static_cast<std::size_t>(std::distance(begin(descriptors), end(descriptors)));
}

std::size_t resident_kilobytes() {
    std::ifstream file("/proc/self/statm");
    std::size_t total = 0;
    std::size_t resident = 0;
    file >> total >> resident;
    return resident * 4;
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int kRounds = 50;
constexpr bool kMemoryIsOurs = false;  // a sanitizer keeps what was freed
#else
constexpr int kRounds = 1000;
constexpr bool kMemoryIsOurs = true;
#endif

/// Runs `/bin/true TEXT` that often, from two threads.
void storm(int processes, const std::string& text = {}) {
    const auto run = [&](int first) {
        for (int number = first; number < processes; number += 2) {
            const HeldChild child({"/bin/true", text.empty() ? "storm-" + std::to_string(number) : text});
        }
    };
    std::thread other([&] { run(1); });
    run(0);
    other.join();
}

class ProcessMonitorStorm : public ProcessMonitorContract {};
WEE_PROCESS_MONITOR_SUITE(ProcessMonitorStorm);

TEST_P(ProcessMonitorStorm, EveryStartAndStopOnce) {
    if (!GetParam().sees_every_process) {
        GTEST_SKIP() << "short-lived processes come and go between two looks at /proc";
    }
    constexpr int kProcesses = 2'000;
    watch(options());
    storm(kProcesses);
    catch_up();
    monitor_->stop();
    std::map<std::string, int> running;  // by pid
    int starts = 0;
    std::set<std::string> command_lines;
    for (const Event& event : sink_.events()) {
        if (text_of(event, FieldId::ParentPid) != std::to_string(::getpid())) {
            continue;
        }
        int& now = running[text_of(event, FieldId::Pid)];
        now += event.kind == EventKind::ProcessStarted ? 1 : -1;
        EXPECT_TRUE(now == 0 || now == 1) << described({event});
        starts += event.kind == EventKind::ProcessStarted ? 1 : 0;
        if (text_of(event, FieldId::CommandLine).starts_with("/bin/true storm-")) {
            command_lines.insert(text_of(event, FieldId::CommandLine));
        }
    }
    EXPECT_EQ(starts, kProcesses + 1) << "and the one that catches up";
    EXPECT_EQ(std::ranges::count_if(running, [](const auto& one) { return one.second != 0; }), 0);
    if (GetParam().has_every_command_line) {
        EXPECT_EQ(command_lines.size(), static_cast<std::size_t>(kProcesses));
    }
}

/// Lets nothing through while it is closed: the reading thread stands still.
class Gate final : public EventSink {
public:
    explicit Gate(EventSink& behind) : behind_(behind) {}
    void emit(EventBatch batch) override {
        waits_.release();
        open_.acquire();
        open_.release();
        behind_.emit(std::move(batch));
    }
    void await_reader() { waits_.acquire(); }
    void open() { open_.release(); }

private:
    EventSink& behind_;
    std::counting_semaphore<> open_{0};
    std::counting_semaphore<> waits_{0};
};

TEST_P(ProcessMonitorStorm, AfterALossTheDifferenceIsReported) {
    if (GetParam().name != "ebpf") {
        GTEST_SKIP() << "its buffer is too large to be filled here, or it has none";
    }
    HeldChild ends_meanwhile({"/bin/sh", "-c", "read line", "ends"});
    Gate gate(sink_);
    watch(options(), gate);
    HeldChild first({"/bin/sh", "-c", "read line", "first"});
    gate.await_reader();
    storm(300, std::string(15'000, 'x'));
    ends_meanwhile.release();
    HeldChild begins_meanwhile({"/bin/sh", "-c", "read line", "begins"});
    gate.open();
    const EventBatch begun = wait_for(begins_meanwhile.pid(), 1);
    EXPECT_EQ(begun[0].kind, EventKind::ProcessStarted);
    EXPECT_EQ(text_of(begun[0], FieldId::CommandLine), "/bin/sh -c 'read line' begins");
    EXPECT_EQ(wait_for(ends_meanwhile.pid(), 1)[0].kind, EventKind::ProcessStopped);
    EXPECT_TRUE(sink_.wait_until([](const EventBatch& events) {
        return std::ranges::any_of(events, [](const Event& event) {
            return event.kind == EventKind::EventsLost && std::stoi(text_of(event, FieldId::LostCount)) > 0;
        });
    }));
    first.release();
    EXPECT_EQ(wait_for(first.pid(), 2).size(), 2U);
    EXPECT_EQ(log_.lines_of("events_lost").size(), 1U);
    monitor_->stop();  // it calls the gate until then
}

TEST_P(ProcessMonitorStorm, StartingAndStoppingLeaksNothing) {
    const auto start_and_stop = [this] {
        const auto monitor = GetParam().make(options(), log_, clock_);
        ASSERT_TRUE(monitor->start(sink_).ok());
        monitor->stop();
    };
    for (int round = 0; round < 10; ++round) {
        start_and_stop();  // what is allocated once for good
    }
    sink_.clear();
    const std::size_t descriptors = open_descriptors();
    const std::size_t memory = resident_kilobytes();
    for (int round = 0; round < kRounds && !HasFatalFailure(); ++round) {
        start_and_stop();
        sink_.clear();
    }
    EXPECT_EQ(open_descriptors(), descriptors);
    if (kMemoryIsOurs) {
        EXPECT_LT(resident_kilobytes(), memory + 4'096);
    }
}

}  // namespace
}  // namespace wee
