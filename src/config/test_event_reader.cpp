#include "config/test_event_reader.h"

#include <algorithm>

#include "base/timestamp.h"
#include "config/field_value.h"

namespace wee {
namespace {

constexpr Key kKind{"kind", "\"FileCreated\""};
constexpr Key kSource{"source", "\"inbox\""};
constexpr Key kId{"id", "\"3f2a8c1e-5b7d-4e9a-8c6f-1d2e3f4a5b6c\""};
constexpr Key kTimestamp{"timestamp", "\"2026-11-23T12:00:00Z\""};
constexpr Key kMetadata{"metadata", "{ path = \"/home/me/inbox/a.txt\" }"};

constexpr std::array kOwnKeys = {kKind.name, kSource.name, kId.name, kTimestamp.name, kMetadata.name};

std::optional<EventKind> read_kind(TableReader& reader) {
    const std::optional<Located<std::string>> text = reader.required_text(kKind);
    if (!text) {
        return std::nullopt;
    }
    const std::optional<EventKind> kind = parse_event_kind(text->value);
    if (!kind) {
        std::vector<std::string_view> names;
        std::ranges::transform(all_event_kinds(), std::back_inserter(names),
                               [](EventKind each) { return to_string(each); });
        const std::string list = key_list(names);
        std::ranges::transform(all_event_kinds(), std::back_inserter(names), to_snake_case);
        const std::string near = suggestion(text->value, names);
        reader.findings().error(text->position, "there is no event kind " + value_text(text->value) +
                                                    (near.empty() ? "; it is one of: " + list : near));
    }
    return kind;
}

/// `parse` gives a Result. True when the key is not there, or its text could be read into `target`.
template <typename T, typename Parse>
bool read_parsed(TableReader& reader, const Key& key, T& target, Parse parse) {
    const std::optional<Located<std::string>> text = reader.text(key);
    if (!text) {
        return !reader.has(key.name);
    }
    Result<T> parsed = parse(text->value);
    if (!parsed) {
        reader.findings().error(text->position, key_text(key.name) + ": " + parsed.error().message() +
                                                    "; write: " + std::string(key.name) + " = " +
                                                    std::string(key.example));
        return false;
    }
    target = std::move(parsed).value();
    return true;
}

bool add_field(const TomlEntry& entry, Fields& fields, TableReader& reader) {
    const std::optional<std::string> value = field_value(entry.value);
    if (!value) {
        reader.report_wrong({entry.key, "\"...\""}, entry.value, "a text or a number");
        return false;
    }
    warn_of_field_slip(entry.key, entry.key_position, reader.findings());
    fields.set(entry.key, *value);
    return true;
}

bool add_fields(const TomlTable& table, Fields& fields, TableReader& reader) {
    bool is_sound = true;
    for (const TomlEntry& entry : table.entries) {
        is_sound = add_field(entry, fields, reader) && is_sound;
    }
    return is_sound;
}

/// Both `event.path` and `event.metadata.path` are fields.
bool read_fields(const TomlTable& table, Fields& fields, TableReader& reader) {
    bool is_sound = true;
    if (const TomlTable* metadata = reader.table(kMetadata)) {
        is_sound = add_fields(*metadata, fields, reader);
    } else {
        is_sound = !reader.has(kMetadata.name);
    }
    for (const TomlEntry& entry : table.entries) {
        if (std::ranges::find(kOwnKeys, entry.key) == kOwnKeys.end()) {
            is_sound = add_field(entry, fields, reader) && is_sound;
        }
    }
    return is_sound;
}

/// A file event without its path meets no pattern, whatever the rule says.
void warn_of_missing_path(const Event& event, TableReader& reader) {
    const auto warn = [&](std::string_view field) {
        if (event.metadata.find(field) == nullptr) {
            reader.findings().warning(reader.position(), "a " + std::string(to_string(event.kind)) +
                                                             " event has a " + key_text(field) +
                                                             "; write: " + std::string(field) +
                                                             " = \"/home/me/inbox/a.txt\"");
        }
    };
    using enum EventKind;
    if (event.kind == FileRenamed) {
        warn("old_path");
        warn("new_path");
    } else if (EventKindSet{FileCreated, FileModified, FileDeleted}.contains(event.kind)) {
        warn("path");
    }
}

}  // namespace

std::optional<Event> read_test_event(const TomlTable& table, Position position, Findings& findings) {
    TableReader reader(table, position, "the event", findings);
    Event event;
    event.source = "test";
    const std::optional<EventKind> kind = read_kind(reader);
    const auto take = [](const std::string& text) { return Result<std::string>(text); };
    bool is_sound = read_parsed(reader, kSource, event.source, take);
    is_sound = read_parsed(reader, kId, event.id, EventId::parse) && is_sound;
    is_sound = read_parsed(reader, kTimestamp, event.timestamp, parse_timestamp) && is_sound;
    is_sound = read_fields(table, event.metadata, reader) && is_sound;
    if (!kind || !is_sound) {
        return std::nullopt;
    }
    event.kind = *kind;
    warn_of_missing_path(event, reader);
    return event;
}

}  // namespace wee
