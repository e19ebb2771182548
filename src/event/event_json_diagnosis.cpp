#include "event/event_json_diagnosis.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "base/timestamp.h"

namespace wee {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kShown = 60;

std::string in_quotes(std::string_view text) {
    return '"' + to_display(text.substr(0, kShown)) + '"';
}

Error wrong_type(std::string_view key, const Json& value, std::string_view mend) {
    return Error("the event's " + in_quotes(key) + " is of type " + value.type_name() + ": " +
                 std::string(mend));
}

/// The text of a key, or the fallback when it is missing.
Result<std::string> read_text(const Json& object, std::string_view key, std::string fallback) {
    const auto found = object.find(key);
    if (found == object.end()) {
        return fallback;
    }
    if (!found->is_string()) {
        return wrong_type(key, *found, "write a text");
    }
    return found->get<std::string>();
}

Result<EventKind> read_kind(const Json& object) {
    const Result<std::string> text = read_text(object, "kind", "");
    if (!text) {
        return text.error();
    }
    if (text.value().empty()) {
        return Error(R"(the event has no "kind": write one, as in "kind": "FileCreated")");
    }
    if (const std::optional<EventKind> kind = parse_event_kind(text.value())) {
        return *kind;
    }
    std::vector<std::string_view> names;
    for (const EventKind kind : all_event_kinds()) {
        names.push_back(to_string(kind));
    }
    const std::string_view nearest = nearest_word(text.value(), names);
    const std::string mend =
        nearest.empty() ? "write one, as in \"FileCreated\"" : "did you mean " + in_quotes(nearest) + '?';
    return Error("the event's \"kind\" is " + in_quotes(text.value()) +
                 ", which is no kind of event: " + mend);
}

Result<EventId> read_id(const Json& object) {
    const Result<std::string> text = read_text(object, "id", EventId::generate().to_string());
    if (!text) {
        return text.error();
    }
    Result<EventId> id = EventId::parse(text.value());
    return id ? std::move(id) : Error("the event's \"id\": " + id.error().message());
}

Result<WallTime> read_time(const Json& object) {
    const Result<std::string> text = read_text(object, "timestamp", "1970-01-01T00:00:00Z");
    if (!text) {
        return text.error();
    }
    Result<WallTime> time = parse_timestamp(text.value());
    return time ? std::move(time) : Error("the event's \"timestamp\": " + time.error().message());
}

Result<Fields> read_metadata(const Json& object) {
    Fields fields;
    const auto found = object.find("metadata");
    if (found == object.end()) {
        return fields;
    }
    if (!found->is_object()) {
        return wrong_type("metadata", *found, R"(write an object, as in {"path": "/tmp/a.txt"})");
    }
    for (const auto& [name, value] : found->items()) {
        if (!value.is_string()) {
            return wrong_type("metadata." + name, value,
                              "every metadata value is a text, write it in quotes");
        }
        fields.set(name, value.get<std::string>());
    }
    return fields;
}

Result<Event> read_event(const Json& object) {
    if (!object.is_object()) {
        return Error(
            "an event is a JSON object, as in "
            R"({"kind": "FileCreated", "metadata": {"path": "/tmp/a.txt"}})");
    }
    const Result<EventKind> kind = read_kind(object);
    const Result<EventId> id = read_id(object);
    const Result<WallTime> timestamp = read_time(object);
    const Result<std::string> source = read_text(object, "source", "");
    Result<Fields> metadata = read_metadata(object);
    if (!kind) {
        return kind.error();
    }
    if (!id) {
        return id.error();
    }
    if (!timestamp) {
        return timestamp.error();
    }
    if (!source) {
        return source.error();
    }
    if (!metadata) {
        return metadata.error();
    }
    return Event{id.value(), timestamp.value(), kind.value(), source.value(), std::move(metadata).value()};
}

/// "line 2, column 7" of the last character that was read.
std::string place_of(std::string_view text, std::size_t bytes_read, std::size_t first_line) {
    const std::string_view before = text.substr(0, bytes_read == 0 ? 0 : bytes_read - 1);
    const std::size_t line = first_line + static_cast<std::size_t>(std::ranges::count(before, '\n'));
    const std::size_t column = before.size() - (before.rfind('\n') + 1) + 1;
    return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

/// Parses and hands the value to `read`; what is no JSON is an Error that calls the text `what`.
template <typename Read>
auto parse(std::string_view text, std::size_t first_line, const std::string& what, Read read)
    -> decltype(read(Json())) {
    try {
        return read(Json::parse(text));
    } catch (const Json::parse_error& error) {
        return Error(what + " not valid JSON near " + place_of(text, error.byte, first_line));
    } catch (const Json::exception&) {
        return Error("the event holds a number that is too large");
    }
}

Result<EventBatch> read_array(const Json& array) {
    EventBatch events;
    for (const Json& element : array) {
        Result<Event> event = read_event(element);
        if (!event) {
            return Error("event " + std::to_string(events.size() + 1) + ": " + event.error().message());
        }
        events.push_back(std::move(event).value());
    }
    return events;
}

}  // namespace

Result<Event> diagnose_event(std::string_view text, std::size_t first_line) {
    return parse(text, first_line, "the event is", read_event);
}

Result<EventBatch> diagnose_events(std::string_view text) {
    return parse(text, 1, "the text is", [](const Json& value) -> Result<EventBatch> {
        if (value.is_array()) {
            return read_array(value);
        }
        Result<Event> event = read_event(value);
        return event ? Result<EventBatch>(EventBatch{std::move(event).value()}) : event.error();
    });
}

}  // namespace wee
