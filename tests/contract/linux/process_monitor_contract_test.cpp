// What every process monitor promises of single processes.

#include "tests/contract/linux/process_monitor_contract.h"

#include <filesystem>
#include <thread>

namespace wee {
namespace {

class ProcessMonitor : public ProcessMonitorContract {};
WEE_PROCESS_MONITOR_SUITE(ProcessMonitor);

TEST_P(ProcessMonitor, StartAndStopWithAllThatIsKnown) {
    watch(options());
    HeldChild child({"/bin/sh", "-c", "read line; exit 3", "it's"});
    const Event started = wait_for(child.pid(), 1).at(0);
    EXPECT_EQ(started.kind, EventKind::ProcessStarted);
    child.release();
    const EventBatch events = wait_for(child.pid(), 2);
    ASSERT_EQ(events.size(), 2U) << described(events);
    EXPECT_EQ(events[1].kind, EventKind::ProcessStopped);
    for (const Event& event : events) {
        EXPECT_EQ(text_of(event, FieldId::ProcessName), "sh");
        EXPECT_EQ(text_of(event, FieldId::CommandLine), "/bin/sh -c 'read line; exit 3' 'it'\\''s'");
        EXPECT_EQ(text_of(event, FieldId::Exe), std::filesystem::canonical("/bin/sh").string());
        EXPECT_EQ(text_of(event, FieldId::ParentPid), std::to_string(::getpid()));
        EXPECT_EQ(text_of(event, FieldId::SessionId), std::to_string(::getsid(0)));
        EXPECT_EQ(text_of(event, FieldId::WorkingDirectory), std::filesystem::current_path().string());
        EXPECT_NE(text_of(event, FieldId::User), "-");
        EXPECT_EQ(text_of(event, FieldId::StartTime).size(), 27U);
    }
    EXPECT_EQ(text_of(events[0], FieldId::StartTime).substr(0, 13),
              text_of(events[1], FieldId::StartTime).substr(0, 13));
    EXPECT_GE(std::stod(text_of(events[1], FieldId::DurationSeconds)), 0.0);
    EXPECT_EQ(text_of(events[1], FieldId::ExitCode), GetParam().sees_every_process ? "3" : "-");
}

TEST_P(ProcessMonitor, DeathBySignal) {
    watch(options());
    HeldChild child({"/bin/cat"});
    wait_for(child.pid(), 1);
    ::kill(child.number(), SIGTERM);
    child.release();
    const Event stopped = wait_for(child.pid(), 2).at(1);
    EXPECT_EQ(stopped.kind, EventKind::ProcessStopped);
    EXPECT_EQ(text_of(stopped, FieldId::Signal), GetParam().sees_every_process ? "SIGTERM" : "-");
    EXPECT_EQ(text_of(stopped, FieldId::ExitCode), GetParam().sees_every_process ? "143" : "-");
}

TEST_P(ProcessMonitor, WhatRunsAlreadyIsKnown) {
    HeldChild child({"/bin/cat", "-", "-"});
    watch(options());
    child.release();
    const EventBatch events = wait_for(child.pid(), 1);
    ASSERT_EQ(events.size(), 1U) << described(events);
    EXPECT_EQ(events[0].kind, EventKind::ProcessStopped);
    EXPECT_EQ(text_of(events[0], FieldId::CommandLine), "/bin/cat - -");
    EXPECT_EQ(text_of(events[0], FieldId::ParentPid), std::to_string(::getpid()));
}

TEST_P(ProcessMonitor, AnotherProgramInTheSameProcess) {
    watch(options());
    HeldChild child({"/bin/bash", "-c", "read line; exec /bin/cat -"});
    wait_for(child.pid(), 1);
    child.send_line();
    wait_for(child.pid(), 3);
    child.release();
    const EventBatch events = wait_for(child.pid(), 4);
    ASSERT_EQ(events.size(), 4U) << described(events);
    EXPECT_EQ(text_of(events[0], FieldId::ProcessName), "bash");
    EXPECT_EQ(events[1].kind, EventKind::ProcessStopped);
    EXPECT_EQ(text_of(events[1], FieldId::ProcessName), "bash");
    EXPECT_EQ(text_of(events[1], FieldId::Reason), "exec");
    EXPECT_EQ(text_of(events[1], FieldId::ExitCode), "-");
    EXPECT_EQ(events[2].kind, EventKind::ProcessStarted);
    EXPECT_EQ(text_of(events[2], FieldId::CommandLine), "/bin/cat -");
    EXPECT_EQ(text_of(events[3], FieldId::ProcessName), "cat");
}

TEST_P(ProcessMonitor, ForkThatExecutesNothingIsAProcess) {
    watch(options());
    HeldChild child({"/bin/bash", "-c", "(read line; exit 4); exit 5"});
    wait_for(child.pid(), 1);
    const auto is_fork = [&](const Event& event) {
        return text_of(event, FieldId::ParentPid) == child.pid();
    };
    ASSERT_TRUE(
        sink_.wait_until([&](const EventBatch& events) { return std::ranges::any_of(events, is_fork); }));
    child.release();
    wait_for(child.pid(), 2);
    ASSERT_TRUE(sink_.wait_until(
        [&](const EventBatch& events) { return std::ranges::count_if(events, is_fork) >= 2; }));
    EventBatch events = sink_.events();
    std::erase_if(events, [&](const Event& event) { return !is_fork(event); });
    ASSERT_EQ(events.size(), 2U) << described(events);
    EXPECT_EQ(text_of(events[0], FieldId::CommandLine), "/bin/bash -c '(read line; exit 4); exit 5'");
    EXPECT_EQ(text_of(events[1], FieldId::ExitCode), GetParam().sees_every_process ? "4" : "-");
}

TEST_P(ProcessMonitor, ArgumentsOfAnyKind) {
    watch(options());
    HeldChild child({"/bin/sh", "-c", "read line", "a\nb", "\xff", ""});
    EXPECT_EQ(text_of(wait_for(child.pid(), 1).at(0), FieldId::CommandLine),
              "/bin/sh -c 'read line' 'a\nb' \xff ''");
}

TEST_P(ProcessMonitor, TwoMegabytesOfArguments) {
    watch(options());
    std::vector<std::string> arguments{"/bin/sh", "-c", "read line"};
    arguments.resize(23, std::string(90'000, 'x'));
    HeldChild child(arguments);
    const Event started = wait_for(child.pid(), 1).at(0);
    const std::string line = text_of(started, FieldId::CommandLine);
    EXPECT_TRUE(line.starts_with("/bin/sh -c 'read line' xxxx"));
    EXPECT_TRUE(line.ends_with("x..."));
    EXPECT_LE(line.size(), 16'384U + 3);
    EXPECT_NE(started.metadata.find("command_line_cut"), nullptr);
}

TEST_P(ProcessMonitor, ChangedNameDoesNotHideWhoStopped) {
    watch(options());
    HeldChild child({"/bin/bash", "-c", "printf other >/proc/$$/comm; read line"});
    wait_for(child.pid(), 1);
    child.release();
    const EventBatch events = wait_for(child.pid(), 2);
    ASSERT_EQ(events.size(), 2U) << described(events);
    EXPECT_EQ(text_of(events[1], FieldId::ProcessName), text_of(events[0], FieldId::ProcessName));
}

TEST_P(ProcessMonitor, FilterByName) {
    watch(options({"cat", "slee*"}));
    HeldChild other({"/bin/sh", "-c", "read line"});
    HeldChild exact({"/bin/cat"});
    HeldChild glob({"/bin/sleep", "600"});
    wait_for(exact.pid(), 1);
    wait_for(glob.pid(), 1);
    ::kill(glob.number(), SIGKILL);
    other.release();
    exact.release();
    EXPECT_EQ(wait_for(exact.pid(), 2).size(), 2U);
    EXPECT_EQ(wait_for(glob.pid(), 2).size(), 2U);
    EXPECT_TRUE(of_process(sink_.events(), other.pid()).empty());
}

TEST_P(ProcessMonitor, FilterByExactNamesKnowsWhatRunsAlready) {
    HeldChild already({"/bin/cat"});
    watch(options({"cat"}));
    HeldChild other({"/bin/sh", "-c", "read line"});
    HeldChild child({"/bin/cat"});
    wait_for(child.pid(), 1);
    already.release();
    EXPECT_EQ(wait_for(already.pid(), 1).at(0).kind, EventKind::ProcessStopped);
    child.release();
    EXPECT_EQ(wait_for(child.pid(), 2).size(), 2U);
    EXPECT_TRUE(of_process(sink_.events(), other.pid()).empty());
}

TEST_P(ProcessMonitor, OwnChildrenAreLeftOut) {
    ProcessMonitorOptions chosen = options();
    chosen.own_processes = OwnProcesses::Ignored;
    watch(std::move(chosen));
    HeldChild child({"/bin/bash", "-c", "(read line)"});
    child.release();
    monitor_->stop();
    for (const Event& event : sink_.events()) {
        EXPECT_NE(text_of(event, FieldId::Pid), child.pid());
        EXPECT_NE(text_of(event, FieldId::ParentPid), child.pid());
    }
}

TEST_P(ProcessMonitor, ThreadsAreNoProcesses) {
    watch(options());
    std::vector<pid_t> threads(20);
    for (pid_t& id : threads) {
        std::thread([&id] { id = ::gettid(); }).join();
    }
    catch_up();
    for (const pid_t id : threads) {
        EXPECT_TRUE(of_process(sink_.events(), std::to_string(id)).empty());
    }
}

TEST_P(ProcessMonitor, StopMayBeAskedForByAnotherThread) {
    watch(options());
    std::thread([this] { monitor_->request_stop(); }).join();
    monitor_->stop();
    sink_.clear();
    HeldChild child({"/bin/cat"});
    EXPECT_EQ(sink_.size(), 0U);
}

TEST_P(ProcessMonitor, StartThatIsAskedToEndFails) {
    const auto monitor = GetParam().make(options(), log_, clock_);
    monitor->request_stop();
    EXPECT_FALSE(monitor->start(sink_).ok());
}

}  // namespace
}  // namespace wee
