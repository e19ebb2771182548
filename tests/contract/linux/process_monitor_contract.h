#pragma once

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "os/linux/file_descriptor.h"
#include "tests/contract/process_monitor_backends.h"
#include "tests/support/recording_log.h"
#include "tests/support/recording_sink.h"

namespace wee {

/// A child that lives until it is let go: its standard input stays open until then.
class HeldChild {
public:
    explicit HeldChild(const std::vector<std::string>& arguments) {
        std::array<int, 2> ends{};
        EXPECT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
        const FileDescriptor input(ends[0]);
        hold_ = FileDescriptor(ends[1]);
        posix_spawn_file_actions_t actions;
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawn_file_actions_adddup2(&actions, input.number(), STDIN_FILENO);
        std::vector<char*> pointers;
        for (const std::string& argument : arguments) {
            pointers.push_back(const_cast<char*>(argument.c_str()));
        }
        pointers.push_back(nullptr);
        EXPECT_EQ(::posix_spawn(&pid_, pointers[0], &actions, nullptr, pointers.data(), environ), 0);
        ::posix_spawn_file_actions_destroy(&actions);
    }
    ~HeldChild() { release(); }
    HeldChild(const HeldChild&) = delete;
    HeldChild& operator=(const HeldChild&) = delete;

    [[nodiscard]] std::string pid() const { return std::to_string(pid_); }
    [[nodiscard]] pid_t number() const { return pid_; }
    /// One line for a shell's `read`.
    void send_line() const { EXPECT_EQ(::write(hold_.number(), "x\n", 2), 2); }
    /// Lets it end and sees it through.
    void release() {
        hold_.reset();
        if (!has_ended_) {
            ::waitpid(pid_, nullptr, 0);
            has_ended_ = true;
        }
    }

private:
    FileDescriptor hold_;
    pid_t pid_ = -1;
    bool has_ended_ = false;
};

/// What every process monitor promises: the base of the suites that run against each backend, with real
/// processes.
class ProcessMonitorContract : public testing::TestWithParam<ProcessMonitorBackend> {
protected:
    void SetUp() override {
        if (GetParam().missing) {
            GTEST_SKIP() << GetParam().missing.value();
        }
    }
    ~ProcessMonitorContract() override {
        if (monitor_) {
            monitor_->stop();
        }
    }

    /// Tests start their processes themselves, so what is the engine's own is reported.
    static ProcessMonitorOptions options(const std::vector<std::string>& names = {}) {
        ProcessMonitorOptions made;
        made.name = "processes";
        made.backend = GetParam().backend;
        made.poll_interval = std::chrono::milliseconds{20};
        made.own_processes = OwnProcesses::Reported;
        for (const std::string& name : names) {
            EXPECT_TRUE(made.filter.add(name).ok());
        }
        return made;
    }
    void watch(ProcessMonitorOptions chosen) { watch(std::move(chosen), sink_); }
    void watch(ProcessMonitorOptions chosen, EventSink& sink) {
        monitor_ = GetParam().make(std::move(chosen), log_, clock_);
        const Result<void> started = monitor_->start(sink);
        ASSERT_TRUE(started.ok()) << started.error().message();
        EXPECT_EQ(monitor_->backend(), GetParam().name);
    }

    static std::string text_of(const Event& event, FieldId id) {
        const std::string* value = event.metadata.find(id);
        return value == nullptr ? std::string("-") : *value;
    }
    [[nodiscard]] static EventBatch of_process(const EventBatch& events, const std::string& pid) {
        EventBatch chosen;
        std::ranges::copy_if(events, std::back_inserter(chosen),
                             [&pid](const Event& event) { return text_of(event, FieldId::Pid) == pid; });
        return chosen;
    }
    /// The events of one process, when there are that many; a failure when they do not come.
    EventBatch wait_for(const std::string& pid, std::size_t count) {
        EXPECT_TRUE(sink_.wait_until([&](const EventBatch& events) {
            return of_process(events, pid).size() >= count;
        })) << described(of_process(sink_.events(), pid));
        EventBatch found = of_process(sink_.events(), pid);
        found.resize(std::max(found.size(), count));  // so that a failed test can go on
        return found;
    }
    /// Returns when everything that happened before was reported.
    void catch_up() {
        HeldChild last({"/bin/cat"});
        EXPECT_EQ(wait_for(last.pid(), 1).size(), 1U);
    }
    static std::string described(const EventBatch& events) {
        std::string text;
        for (const Event& event : events) {
            text.append(to_string(event.kind)).append(":");
            for (const Field& field : event.metadata) {
                text.append(" ").append(field.name()).append("=").append(field.value);
            }
            text.push_back('\n');
        }
        return text;
    }

    RecordingLog log_;
    RecordingSink sink_;
    SystemClock clock_;
    std::unique_ptr<Source> monitor_;
};

/// Names the backend in the test's name.
struct NameOfProcessBackend {
    std::string operator()(const testing::TestParamInfo<ProcessMonitorBackend>& info) const {
        return info.param.name;
    }
};

#define WEE_PROCESS_MONITOR_SUITE(suite)                                                     \
    INSTANTIATE_TEST_SUITE_P(Backends, suite, testing::ValuesIn(process_monitor_backends()), \
                             NameOfProcessBackend())

}  // namespace wee
