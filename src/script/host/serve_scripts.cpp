#include "script/host/serve_scripts.h"

#include <map>
#include <utility>

#include "script/host/frame.h"
#include "script/host/host_message.h"

namespace wee {
namespace {

constexpr SteadyTime kNever = SteadyTime::max();

bool send(ScriptChannel& channel, std::string_view message) {
    std::string frame;
    frame.reserve(kFrameHeader + message.size());
    append_frame(frame, message);
    return channel.send(frame, kNever) == ScriptChannel::End::Done;
}

/// What a script asks, asked of the engine.
class CallsToEngine final : public ScriptCalls {
public:
    explicit CallsToEngine(ScriptChannel& channel) : channel_(channel) {}

    Result<ScriptValue> call(std::string_view function, const ScriptList& arguments) override {
        const Result<std::string> message =
            encode(HostMessage(CallMessage{std::string(function), arguments}));
        if (!message) {
            return Error(std::string(function) + ": " + message.error().message());
        }
        std::string bytes;
        if (!send(channel_, message.value()) || channel_.receive(bytes, kNever) != ScriptChannel::End::Done) {
            return Error("the engine has gone");
        }
        Result<EngineMessage> answer = decode_engine_message(bytes);
        auto* const said = answer ? std::get_if<AnswerMessage>(&answer.value()) : nullptr;
        return said == nullptr ? Error("the engine's answer makes no sense") : std::move(said->answer);
    }

    void log(LogLevel level, std::string_view line) override {
        if (const Result<std::string> message = encode(HostMessage(LogMessage{level, std::string(line)}))) {
            send(channel_, message.value());
        }
    }

private:
    ScriptChannel& channel_;
};

class Server {
public:
    Server(ScriptChannel& channel, const ScriptExecutor& execute) : channel_(channel), execute_(execute) {}

    /// False: it is time to go.
    bool handle(EngineMessage message) {
        if (auto* source = std::get_if<SourceMessage>(&message)) {
            sources_.insert_or_assign(source->source->digest, std::move(source->source));
            return true;
        }
        if (std::holds_alternative<ForgetMessage>(message)) {
            sources_.clear();
            return true;
        }
        auto* const execute = std::get_if<ExecuteMessage>(&message);
        return execute != nullptr && run(std::move(*execute));
    }

private:
    bool run(ExecuteMessage message) {
        const auto source = sources_.find(message.digest);
        if (source == sources_.end()) {
            return false;
        }
        const ScriptRequest request{source->second, std::move(message.function), std::move(message.event),
                                    message.limits, message.answer};
        CallsToEngine calls(channel_);
        return send(channel_, encoded(execute_(request, calls)));
    }

    static std::string encoded(ScriptOutcome outcome) {
        Result<std::string> message = encode(HostMessage(OutcomeMessage{std::move(outcome)}));
        if (message) {
            return std::move(message).value();
        }
        ScriptOutcome failure;
        failure.message = "what the function returns cannot be given back: " + message.error().message();
        return encode(HostMessage(OutcomeMessage{std::move(failure)})).value();
    }

    ScriptChannel& channel_;
    const ScriptExecutor& execute_;
    std::map<std::string, std::shared_ptr<const ScriptSource>> sources_;  // by their digests
};

}  // namespace

void serve_scripts(ScriptChannel& channel, const ScriptExecutor& execute,
                   const std::vector<std::string>& lacks) {
    const Result<std::string> ready = encode(HostMessage(ReadyMessage{lacks}));
    if (!ready || !send(channel, ready.value())) {
        return;
    }
    Server server(channel, execute);
    std::string bytes;
    while (channel.receive(bytes, kNever) == ScriptChannel::End::Done) {
        Result<EngineMessage> message = decode_engine_message(bytes);
        if (!message || !server.handle(std::move(message).value())) {
            return;
        }
    }
}

}  // namespace wee
