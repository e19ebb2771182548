#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "script/script_execution.h"
#include "script/script_value.h"
#include "telemetry/log.h"

namespace wee {

/// What the engine and a host of scripts say to each other. The engine speaks first; then each waits for the
/// other: Execute, any number of Call (each with its Answer) and Log, then Outcome.

/// A script for the executions to come; the host keeps it by its digest.
struct SourceMessage {
    std::shared_ptr<const ScriptSource> source;
};
/// Forget all sources.
struct ForgetMessage {};
struct ExecuteMessage {
    std::string digest;
    std::string function;
    Event event;
    ScriptLimits limits{};
    ScriptAnswer answer = ScriptAnswer::Outcome;
};
/// To the latest Call.
struct AnswerMessage {
    Result<ScriptValue> answer;
};
using EngineMessage = std::variant<SourceMessage, ForgetMessage, ExecuteMessage, AnswerMessage>;

/// The first thing that a host says.
struct ReadyMessage {
    std::vector<std::string> lacks;  ///< A sentence for each way of confinement that this system has not.
};
struct CallMessage {
    std::string function;
    ScriptList arguments;
};
struct LogMessage {
    LogLevel level = LogLevel::Info;
    std::string line;
};
struct OutcomeMessage {
    ScriptOutcome outcome;
};
using HostMessage = std::variant<ReadyMessage, CallMessage, LogMessage, OutcomeMessage>;

/// The message as the bytes of one frame. An error when it is too large, or holds a value that is nested too
/// deep (value_coder.h); the sentence is for whoever wrote the value.
Result<std::string> encode(const EngineMessage& message);
Result<std::string> encode(const HostMessage& message);

/// From bytes that may be anything; an error names what is wrong with them.
Result<EngineMessage> decode_engine_message(std::string_view bytes);
Result<HostMessage> decode_host_message(std::string_view bytes);

}  // namespace wee
