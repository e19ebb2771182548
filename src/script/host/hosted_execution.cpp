#include "script/host/hosted_execution.h"

#include <functional>
#include <utility>

#include "script/host/frame.h"

namespace wee {
namespace {

constexpr std::size_t kLongestText = 64 * 1024;  // of a message or trace back
constexpr std::size_t kLineCost = 16;            // what an empty line counts for

void shorten(std::string& text) {
    if (text.size() > kLongestText) {
        text.resize(kLongestText);
        text += "... (cut)";
    }
}

std::string framed_answer(Result<ScriptValue> answer) {
    Result<std::string> message = encode(EngineMessage(AnswerMessage{std::move(answer)}));
    if (!message) {
        message = encode(EngineMessage(AnswerMessage{message.error()}));
    }
    std::string frame;
    append_frame(frame, message.value());
    return frame;
}

}  // namespace

HostedExecution::End HostedExecution::run(std::string_view frames, SteadyTime deadline,
                                          const std::stop_token& stop) {
    const std::stop_callback wake(stop, [this] { channel_.close(); });
    const End end = converse(frames, deadline, stop);
    return end != End::Finished && stop.stop_requested() ? End::Stopped : end;
}

HostedExecution::End HostedExecution::converse(std::string_view frames, SteadyTime deadline,
                                               const std::stop_token& stop) {
    if (const ScriptChannel::End sent = channel_.send(frames, deadline); sent != ScriptChannel::End::Done) {
        return end_for(sent);
    }
    std::string bytes;
    // A host that never lets us wait is looked at here too.
    while (!stop.stop_requested()) {
        const ScriptChannel::End received = channel_.receive(bytes, deadline);
        if (received != ScriptChannel::End::Done) {
            return end_for(received);
        }
        was_heard_ = true;
        Result<HostMessage> message = decode_host_message(bytes);
        if (!message) {
            return lose("it sent " + message.error().message());
        }
        if (auto* finished = std::get_if<OutcomeMessage>(&message.value())) {
            outcome_ = std::move(finished->outcome);
            shorten(outcome_.message);
            shorten(outcome_.traceback);
            return End::Finished;
        }
        End end = End::Finished;
        if (const auto* line = std::get_if<LogMessage>(&message.value())) {
            log(*line);
        } else if (const auto* call = std::get_if<CallMessage>(&message.value())) {
            if (!answer(*call, deadline, end)) {
                return end;
            }
        } else {
            return lose("it said that it is ready in the middle of an execution");
        }
        if (std::chrono::steady_clock::now() >= deadline) {
            return End::TimedOut;
        }
    }
    return End::Stopped;
}

bool HostedExecution::answer(const CallMessage& call, SteadyTime deadline, End& end) {
    const std::string frame = framed_answer(calls_.call(call.function, call.arguments));
    const ScriptChannel::End sent = channel_.send(frame, deadline);
    end = end_for(sent);
    return sent == ScriptChannel::End::Done;
}

void HostedExecution::log(const LogMessage& message) {
    const std::size_t cost = message.line.size() + kLineCost;
    if (cost > output_left_) {
        output_left_ = 0;
        return;
    }
    output_left_ -= cost;
    calls_.log(message.level, message.line);
}

HostedExecution::End HostedExecution::end_for(ScriptChannel::End end) {
    if (end == ScriptChannel::End::TimeUp) {
        return End::TimedOut;
    }
    return lose(end == ScriptChannel::End::TooLong ? "it sent a message that is too long" : "");
}

HostedExecution::End HostedExecution::lose(std::string problem) {
    problem_ = std::move(problem);
    return End::Lost;
}

}  // namespace wee
