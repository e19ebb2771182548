#pragma once

#include <string>
#include <vector>

#include "event/event.h"

namespace wee {

/// "FileRenamed /a /b": an event's kind and the values of its metadata.
inline std::string text_of(const Event& event) {
    std::string text(to_string(event.kind));
    for (const Field& field : event.metadata) {
        text += " " + field.value;
    }
    return text;
}

inline std::vector<std::string> texts_of(const EventBatch& events) {
    std::vector<std::string> texts;
    for (const Event& event : events) {
        texts.push_back(text_of(event));
    }
    return texts;
}

}  // namespace wee
