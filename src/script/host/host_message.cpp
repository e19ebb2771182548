#include "script/host/host_message.h"

#include <chrono>
#include <optional>
#include <utility>

#include "script/host/byte_stream.h"
#include "script/host/frame.h"
#include "script/host/value_coder.h"

namespace wee {
namespace {

constexpr std::size_t kMostLacks = 16;

void write_event(ByteWriter& writer, const Event& event) {
    writer.text(event.id.to_string());
    writer.signed_number(event.timestamp.time_since_epoch().count());
    writer.byte(static_cast<std::uint8_t>(event.kind));
    writer.text(event.source);
    writer.number(event.metadata.size());
    for (const Field& field : event.metadata) {
        writer.text(field.name());
        writer.text(field.value);
    }
}

Event read_event(ByteReader& reader) {
    Event event;
    if (const Result<EventId> id = EventId::parse(reader.text())) {
        event.id = id.value();
    } else {
        reader.fail();
    }
    event.timestamp = WallTime(WallTime::duration(reader.signed_number()));
    const std::uint8_t kind = reader.byte();
    if (kind >= kEventKindCount) {
        reader.fail();
        return event;
    }
    event.kind = static_cast<EventKind>(kind);
    event.source = reader.text();
    for (std::size_t left = reader.count(); left > 0 && !reader.failed(); --left) {
        const std::string_view name = reader.text();
        event.metadata.set(name, std::string(reader.text()));
    }
    return event;
}

class MessageWriter {
public:
    bool operator()(const SourceMessage& message) {
        writer_.text(message.source->name);
        writer_.text(message.source->text);
        writer_.text(message.source->digest);
        return true;
    }
    bool operator()(const ForgetMessage& /*message*/) { return true; }
    bool operator()(const ExecuteMessage& message) {
        writer_.text(message.digest);
        writer_.text(message.function);
        write_event(writer_, message.event);
        writer_.number(message.limits.memory);
        writer_.number(message.limits.output);
        writer_.byte(message.answer == ScriptAnswer::Any ? 1 : 0);
        return true;
    }
    bool operator()(const AnswerMessage& message) {
        writer_.byte(message.answer.ok() ? 1 : 0);
        if (message.answer) {
            return write_value(writer_, message.answer.value());
        }
        writer_.text(message.answer.error().message());
        return true;
    }
    bool operator()(const ReadyMessage& message) {
        writer_.number(message.lacks.size());
        for (const std::string& lack : message.lacks) {
            writer_.text(lack);
        }
        return true;
    }
    bool operator()(const CallMessage& message) {
        writer_.text(message.function);
        return write_list(writer_, message.arguments);
    }
    bool operator()(const LogMessage& message) {
        writer_.byte(static_cast<std::uint8_t>(message.level));
        writer_.text(message.line);
        return true;
    }
    bool operator()(const OutcomeMessage& message) {
        writer_.byte(message.outcome.succeeded ? 1 : 0);
        writer_.text(message.outcome.message);
        writer_.text(message.outcome.traceback);
        return write_value(writer_, message.outcome.returned);
    }

    template <typename Message>
    Result<std::string> write(const Message& message) {
        writer_.byte(static_cast<std::uint8_t>(message.index()));
        if (!std::visit(*this, message)) {
            return Error("the value is nested deeper than " + std::to_string(kDeepestCarried) +
                         " tables, or holds more than " + std::to_string(kMostCarried) + " values");
        }
        if (writer_.size() > kLongestFrame) {
            return Error("the value is larger than " + std::to_string(kLongestFrame / 1024 / 1024) + " MiB");
        }
        return writer_.take();
    }

private:
    ByteWriter writer_;
};

SourceMessage read_source(ByteReader& reader) {
    ScriptSource source;
    source.name = reader.text();
    source.text = reader.text();
    source.digest = reader.text();
    return {std::make_shared<const ScriptSource>(std::move(source))};
}

ExecuteMessage read_execute(ByteReader& reader) {
    ExecuteMessage message;
    message.digest = reader.text();
    message.function = reader.text();
    message.event = read_event(reader);
    message.limits.memory = static_cast<std::size_t>(reader.number());
    message.limits.output = static_cast<std::size_t>(reader.number());
    message.answer = reader.byte() != 0 ? ScriptAnswer::Any : ScriptAnswer::Outcome;
    return message;
}

AnswerMessage read_answer(ByteReader& reader) {
    if (reader.byte() != 0) {
        return {read_value(reader)};
    }
    return {Error(std::string(reader.text()))};
}

ReadyMessage read_ready(ByteReader& reader) {
    ReadyMessage message;
    for (std::size_t left = reader.count(); left > 0 && !reader.failed(); --left) {
        message.lacks.emplace_back(reader.text());
        if (message.lacks.size() > kMostLacks) {
            reader.fail();
        }
    }
    return message;
}

CallMessage read_call(ByteReader& reader) {
    CallMessage message;
    message.function = reader.text();
    message.arguments = read_list(reader);
    return message;
}

LogMessage read_log(ByteReader& reader) {
    const std::uint8_t level = reader.byte();
    if (level >= static_cast<std::uint8_t>(LogLevel::Off)) {
        reader.fail();
        return {};
    }
    return {static_cast<LogLevel>(level), std::string(reader.text())};
}

OutcomeMessage read_outcome(ByteReader& reader) {
    OutcomeMessage message;
    message.outcome.succeeded = reader.byte() != 0;
    message.outcome.message = reader.text();
    message.outcome.traceback = reader.text();
    message.outcome.returned = read_value(reader);
    return message;
}

template <typename Message>
Result<Message> whole(std::optional<Message> message, const ByteReader& reader) {
    if (!message) {
        return Error("a message of a kind that does not exist");
    }
    if (!reader.is_complete()) {
        return Error("a message that does not end where it should");
    }
    return *std::move(message);
}

}  // namespace

Result<std::string> encode(const EngineMessage& message) {
    return MessageWriter().write(message);
}

Result<std::string> encode(const HostMessage& message) {
    return MessageWriter().write(message);
}

Result<EngineMessage> decode_engine_message(std::string_view bytes) {
    ByteReader reader(bytes);
    std::optional<EngineMessage> message;
    switch (reader.byte()) {
        case 0:
            message = read_source(reader);
            break;
        case 1:
            message = ForgetMessage();
            break;
        case 2:
            message = read_execute(reader);
            break;
        case 3:
            message = read_answer(reader);
            break;
        default:
            break;
    }
    return whole(std::move(message), reader);
}

Result<HostMessage> decode_host_message(std::string_view bytes) {
    ByteReader reader(bytes);
    std::optional<HostMessage> message;
    switch (reader.byte()) {
        case 0:
            message = read_ready(reader);
            break;
        case 1:
            message = read_call(reader);
            break;
        case 2:
            message = read_log(reader);
            break;
        case 3:
            message = read_outcome(reader);
            break;
        default:
            break;
    }
    return whole(std::move(message), reader);
}

}  // namespace wee
