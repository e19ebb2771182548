#pragma once

#include <cstddef>
#include <stop_token>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "script/host/host_message.h"
#include "script/host/script_channel.h"
#include "script/script_calls.h"
#include "script/script_execution.h"

namespace wee {

/// The engine's side of one execution. The host is not trusted: whatever it says is bounded in size, in number
/// and in time. One thread; use once.
class HostedExecution {
public:
    enum class End {
        Finished,  ///< The outcome is what the host says.
        TimedOut,
        Stopped,
        Lost,  ///< The line broke, or the host said what makes no sense: `problem` tells.
    };

    /// All must outlive this. `output` bounds the bytes of log lines; those beyond it are not written.
    HostedExecution(ScriptChannel& channel, ScriptCalls& calls, std::size_t output)
        : channel_(channel), calls_(calls), output_left_(output) {}

    /// Sends the frames, the last of which is an Execute, and answers the host until its outcome. After all
    /// but Finished the host must be ended.
    End run(std::string_view frames, SteadyTime deadline, const std::stop_token& stop);

    /// REQUIRES: Finished.
    ScriptOutcome take_outcome() { return std::move(outcome_); }
    [[nodiscard]] const std::string& problem() const { return problem_; }
    /// Whether the host said anything. If not, the script has had no effect.
    [[nodiscard]] bool was_heard() const { return was_heard_; }

private:
    End converse(std::string_view frames, SteadyTime deadline, const std::stop_token& stop);
    End end_for(ScriptChannel::End end);
    bool answer(const CallMessage& call, SteadyTime deadline, End& end);
    void log(const LogMessage& message);
    End lose(std::string problem);

    ScriptChannel& channel_;
    ScriptCalls& calls_;
    std::size_t output_left_;
    ScriptOutcome outcome_;
    std::string problem_;
    bool was_heard_ = false;
};

}  // namespace wee
