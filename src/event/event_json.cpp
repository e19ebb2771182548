#include "event/event_json.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>
#include <rapidjson/reader.h>

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
/// else, right or wrong, is left to the diagnosis, so the two cannot disagree. What the JSON reader calls:
/// an answer of false ends it, so nothing nests deeper than metadata.
class EventJsonReader::Parser final : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, Parser> {
public:
    bool read(std::string_view text, Event& event) {
        if (needs_care(text)) {
            return false;
        }
        event_ = &event;
        depth_ = 0;
        has_id_ = false;
        has_kind_ = false;
        has_metadata_ = false;
        text_.reserve(text.size() + kReadAhead);
        text_.assign(text);
        rapidjson::InsituStringStream stream(text_.data());
        if (!reader_.Parse<rapidjson::kParseInsituFlag>(stream, *this) || !has_kind_) {
            return false;
        }
        if (!has_id_) {
            event.id = EventId::generate();
        }
        return true;
    }

    // The names are the library's.
    // NOLINTBEGIN(readability-identifier-naming)
    bool Default() { return false; }  ///< Numbers, arrays, true, false, null.

    bool StartObject() {
        ++depth_;
        return depth_ == 1 || (depth_ == 2 && key_ == "metadata" && !std::exchange(has_metadata_, true));
    }

    bool EndObject(rapidjson::SizeType /*members*/) {
        --depth_;
        return true;
    }

    bool Key(const char* text, rapidjson::SizeType length, bool /*copy*/) {
        key_.assign(text, length);
        return true;
    }

    bool String(const char* text, rapidjson::SizeType length, bool /*copy*/) {
        if (depth_ != 2) {
            return depth_ == 1 && read_text({text, length});
        }
        event_->metadata.set(key_, std::string(text, length));
        return true;
    }
    // NOLINTEND(readability-identifier-naming)

private:
    /// The library compares 16 bytes at a time.
    static constexpr std::size_t kReadAhead = 16;

    /// What the library reads otherwise than the diagnosis does: bytes that are no UTF-8, a NUL byte, which
    /// ends a text for it, and halves of surrogate pairs.
    static bool needs_care(std::string_view text) {
        const auto is_ascii = [](char byte) { return static_cast<signed char>(byte) > 0; };
        return (!std::ranges::all_of(text, is_ascii) &&
                (text.find('\0') != std::string_view::npos || !is_valid_utf8(text))) ||
               text.find("\\ud") != std::string_view::npos || text.find("\\uD") != std::string_view::npos;
    }

    bool read_text(std::string_view text) {
        if (key_ == "id") {
            has_id_ = true;
            return keep(EventId::parse(text), event_->id);
        }
        if (key_ == "timestamp") {
            return keep(parse_timestamp(text), event_->timestamp);
        }
        if (key_ == "kind") {
            has_kind_ = true;
            const std::optional<EventKind> kind = parse_event_kind(text);
            event_->kind = kind.value_or(EventKind::EventsLost);
            return kind.has_value();
        }
        if (key_ == "source") {
            event_->source = text;
            return true;
        }
        return false;
    }

    template <typename T>
    static bool keep(const Result<T>& read, T& target) {
        if (read) {
            target = read.value();
        }
        return read.ok();
    }

    rapidjson::Reader reader_;
    std::string text_;  // which the library unescapes in its place
    Event* event_ = nullptr;
    std::string key_;
    int depth_ = 0;
    bool has_id_ = false;
    bool has_kind_ = false;
    bool has_metadata_ = false;
};

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
