#pragma once

#include <algorithm>
#include <cstddef>
#include <deque>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "os/process_launcher.h"
#include "tests/support/awaited.h"

namespace wee {

/// A launcher that starts nothing: it records each request and answers as scripted. Any thread.
///
/// Without a script a run ends at once with exit code 0. A blocked run waits for its release, or for the
/// stop, which ends it as LaunchEnd::Stopped.
class FakeLauncher final : public ProcessLauncher {
public:
    /// The answer of the next unanswered run; several queue up.
    void answer(Result<LaunchOutcome> outcome) {
        state_.change([&](State& state) { state.answers.push_back(std::move(outcome)); });
    }
    void answer_exit_code(int exit_code) {
        LaunchOutcome outcome;
        outcome.exit_code = exit_code;
        answer(std::move(outcome));
    }
    void answer_failure(std::string message) { answer(Error(std::move(message))); }

    /// From now on runs block: all of them, or those of this command.
    void block() {
        state_.change([](State& state) { state.blocks_all = true; });
    }
    void block(std::string command) {
        state_.change([&](State& state) { state.blocked_commands.insert(std::move(command)); });
    }
    /// Ends all blocking, also of the runs that wait now.
    void release() {
        state_.change([](State& state) {
            state.blocks_all = false;
            state.blocked_commands.clear();
        });
    }
    /// Ends the blocking of this command.
    void release(const std::string& command) {
        state_.change([&](State& state) { state.blocked_commands.erase(command); });
    }

    Result<LaunchOutcome> run(const LaunchRequest& request, const std::stop_token& stop) override {
        begin(request);
        const bool released = state_.wait_until_stopped(
            stop, [&request](const State& state) { return !is_blocked(state, request.command); });
        return state_.change([released](State& state) { return end(state, released); });
    }

    [[nodiscard]] bool can_find(const std::string& command) const override {
        return state_.read([&command](const State& state) { return !state.missing.contains(command); });
    }
    /// From now on there is no such program.
    void miss(std::string command) {
        state_.change([&](State& state) { state.missing.insert(std::move(command)); });
    }

    [[nodiscard]] std::vector<LaunchRequest> requests() const {
        return state_.read([](const State& state) { return state.requests; });
    }
    [[nodiscard]] std::size_t running() const {
        return state_.read([](const State& state) { return state.running; });
    }
    [[nodiscard]] std::size_t finished() const {
        return state_.read([](const State& state) { return state.requests.size() - state.running; });
    }
    [[nodiscard]] std::size_t most_running_at_once() const {
        return state_.read([](const State& state) { return state.most_running_at_once; });
    }

    /// These wait until the count is at least so much. False when the deadline came first.
    [[nodiscard]] bool wait_for_requests(std::size_t count) const {
        return state_.wait_until([count](const State& state) { return state.requests.size() >= count; });
    }
    [[nodiscard]] bool wait_for_running(std::size_t count) const {
        return state_.wait_until([count](const State& state) { return state.running >= count; });
    }
    [[nodiscard]] bool wait_for_finished(std::size_t count) const {
        return state_.wait_until(
            [count](const State& state) { return state.requests.size() - state.running >= count; });
    }

private:
    struct State {
        std::vector<LaunchRequest> requests;
        std::deque<Result<LaunchOutcome>> answers;
        bool blocks_all = false;
        std::set<std::string> blocked_commands;
        std::set<std::string> missing;
        std::size_t running = 0;
        std::size_t most_running_at_once = 0;
    };

    static bool is_blocked(const State& state, const std::string& command) {
        return state.blocks_all || state.blocked_commands.contains(command);
    }

    void begin(const LaunchRequest& request) {
        state_.change([&request](State& state) {
            state.requests.push_back(request);
            state.most_running_at_once = std::max(state.most_running_at_once, ++state.running);
        });
    }

    static Result<LaunchOutcome> end(State& state, bool released) {
        --state.running;
        if (!released) {
            LaunchOutcome stopped;
            stopped.end = LaunchEnd::Stopped;
            return stopped;
        }
        if (state.answers.empty()) {
            return LaunchOutcome{};
        }
        Result<LaunchOutcome> next = std::move(state.answers.front());
        state.answers.pop_front();
        return next;
    }

    Awaited<State> state_;
};

}  // namespace wee
