#include "event/event_json.h"

#include <simdjson.h>

#include <optional>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "base/timestamp.h"
#include "event/event_json_diagnosis.h"

namespace wee {

std::string to_json(const Event& event) {
    using Json = nlohmann::ordered_json;
    Json metadata = Json::object();
    for (const Field& field : event.metadata) {
        metadata[to_valid_utf8(field.name())] = to_valid_utf8(field.value);
    }
    const Json object = {{"id", event.id.to_string()},
                         {"timestamp", format_timestamp(event.timestamp)},
                         {"kind", to_string(event.kind)},
                         {"source", to_valid_utf8(event.source)},
                         {"metadata", std::move(metadata)}};
    return object.dump();
}

Result<Event> event_from_json(std::string_view text) {
    return diagnose_event(text, 1);
}

Result<EventBatch> events_from_json(std::string_view text) {
    return diagnose_events(text);
}

/// Takes only what it is sure of: a known key, of the right type, with a value that can be read. Everything
/// else, right or wrong, is left to the diagnosis, so the two cannot disagree.
class EventJsonReader::Parser {
public:
    bool read(std::string_view text, Event& event) {
        const simdjson::padded_string_view padded(text.data(), text.size(), text.size() + kPadding);
        simdjson::ondemand::document document;
        simdjson::ondemand::object object;
        if (parser_.iterate(padded).get(document) != simdjson::SUCCESS ||
            document.get_object().get(object) != simdjson::SUCCESS) {
            return false;
        }
        has_id_ = false;
        has_kind_ = false;
        has_metadata_ = false;
        for (auto member : object) {
            simdjson::ondemand::field field;
            if (std::move(member).get(field) != simdjson::SUCCESS || !read_member(field, event)) {
                return false;
            }
        }
        if (!has_id_) {
            event.id = EventId::generate();
        }
        const bool at_end = document.current_location().error() == simdjson::OUT_OF_BOUNDS;
        return has_kind_ && at_end;
    }

private:
    using Object = simdjson::ondemand::object;
    using Value = simdjson::ondemand::value;

    bool read_member(simdjson::ondemand::field& field, Event& event) {
        std::string_view key;
        if (field.unescaped_key().get(key) != simdjson::SUCCESS) {
            return false;
        }
        if (key == "metadata") {
            return !std::exchange(has_metadata_, true) && read_metadata(field.value(), event.metadata);
        }
        std::string_view text;
        return field.value().get_string().get(text) == simdjson::SUCCESS && read_text(key, text, event);
    }

    bool read_text(std::string_view key, std::string_view text, Event& event) {
        if (key == "id") {
            has_id_ = true;
            return keep(EventId::parse(text), event.id);
        }
        if (key == "timestamp") {
            return keep(parse_timestamp(text), event.timestamp);
        }
        if (key == "kind") {
            has_kind_ = true;
            const std::optional<EventKind> kind = parse_event_kind(text);
            event.kind = kind.value_or(EventKind::EventsLost);
            return kind.has_value();
        }
        if (key == "source") {
            event.source = text;
            return true;
        }
        return false;
    }

    static bool read_metadata(Value& value, Fields& metadata) {
        Object object;
        if (value.get_object().get(object) != simdjson::SUCCESS) {
            return false;
        }
        for (auto member : object) {
            simdjson::ondemand::field field;
            std::string_view name;
            std::string_view text;
            if (std::move(member).get(field) != simdjson::SUCCESS ||
                field.unescaped_key().get(name) != simdjson::SUCCESS ||
                field.value().get_string().get(text) != simdjson::SUCCESS) {
                return false;
            }
            metadata.set(name, std::string(text));
        }
        return true;
    }

    template <typename T>
    static bool keep(const Result<T>& read, T& target) {
        if (read) {
            target = read.value();
        }
        return read.ok();
    }

    simdjson::ondemand::parser parser_;
    bool has_id_ = false;
    bool has_kind_ = false;
    bool has_metadata_ = false;
};

static_assert(EventJsonReader::kPadding >= simdjson::SIMDJSON_PADDING);

EventJsonReader::EventJsonReader() : parser_(std::make_unique<Parser>()) {}
EventJsonReader::~EventJsonReader() = default;
EventJsonReader::EventJsonReader(EventJsonReader&&) noexcept = default;
EventJsonReader& EventJsonReader::operator=(EventJsonReader&&) noexcept = default;

Result<void> EventJsonReader::read(std::string_view text, std::size_t line, Event& event) {
    if (parser_->read(text, event)) {
        return {};
    }
    Result<Event> careful = diagnose_event(text, line);
    if (!careful) {
        return careful.error();
    }
    event = std::move(careful).value();
    return {};
}

}  // namespace wee
