#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "telemetry/log_output.h"
#include "tests/support/awaited.h"

namespace wee {

/// The far end of a log: reads, sleeps or refuses as the test says. Any thread; the outputs that it hands out
/// may outlive it.
class FakeLogReader {
public:
    enum class Mood { Reading, Sleeping, Refusing };

    /// The output whose bytes come here.
    [[nodiscard]] std::unique_ptr<LogOutput> make_output() const { return std::make_unique<Output>(state_); }

    void become(Mood mood) {
        state_->change([mood](State& state) { state.mood = mood; });
    }

    /// Waits until so many writes were begun.
    [[nodiscard]] bool wait_for_writes(std::size_t count) const {
        return state_->wait_until([count](const State& state) { return state.begun >= count; });
    }
    [[nodiscard]] bool wait_for_text(std::string_view text) const {
        return state_->wait_until([text](const State& state) { return text_of(state) == text; });
    }
    /// Waits until the output was destroyed.
    [[nodiscard]] bool wait_for_end() const {
        return state_->wait_until([](const State& state) { return state.is_ended; });
    }

    [[nodiscard]] std::size_t writes_begun() const {
        return state_->read([](const State& state) { return state.begun; });
    }
    /// What each write that succeeded brought.
    [[nodiscard]] std::vector<std::string> writes() const {
        return state_->read([](const State& state) { return state.writes; });
    }
    [[nodiscard]] std::string text() const { return state_->read(text_of); }

private:
    struct State {
        Mood mood = Mood::Reading;
        std::size_t begun = 0;
        std::vector<std::string> writes;
        bool is_ended = false;
    };

    class Output final : public LogOutput {
    public:
        explicit Output(std::shared_ptr<Awaited<State>> state) : state_(std::move(state)) {}
        ~Output() override {
            state_->change([](State& state) { state.is_ended = true; });
        }
        Output(const Output&) = delete;
        Output& operator=(const Output&) = delete;

        bool write(std::string_view bytes) override {
            state_->change([](State& state) { ++state.begun; });
            (void)state_->wait_until([](const State& state) { return state.mood != Mood::Sleeping; });
            return state_->change([bytes](State& state) {
                if (state.mood == Mood::Refusing) {
                    return false;
                }
                state.writes.emplace_back(bytes);
                return true;
            });
        }

    private:
        std::shared_ptr<Awaited<State>> state_;
    };

    static std::string text_of(const State& state) {
        std::string text;
        for (const std::string& write : state.writes) {
            text += write;
        }
        return text;
    }

    std::shared_ptr<Awaited<State>> state_ = std::make_shared<Awaited<State>>();
};

}  // namespace wee
