#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "event/event.h"
#include "rules/trigger.h"

namespace wee {

/// Triggers and events, as short as a test wants to write them.

inline Trigger kinds(EventKindSet set) {
    return {KindCondition{set}};
}

inline Trigger path_glob(std::string_view pattern, Subject::Part part = Subject::Part::FileName) {
    Result<Glob> glob = Glob::parse(pattern);
    if (!glob.ok()) {
        throw std::invalid_argument(std::string(pattern) + ": " + glob.error().message());
    }
    return {TextCondition{{part, {}}, std::move(glob).value()}};
}

inline Trigger path_under(std::string path) {
    return {PathUnderCondition{std::move(path)}};
}

inline Trigger all_of(std::vector<Trigger> children) {
    return {CompositeCondition{CompositeKind::All, std::move(children)}};
}

inline Trigger any_of(std::vector<Trigger> children) {
    return {CompositeCondition{CompositeKind::Any, std::move(children)}};
}

inline Trigger negation(Trigger child) {
    return {CompositeCondition{CompositeKind::Not, {std::move(child)}}};
}

inline Event file_event(std::string path, EventKind kind = EventKind::FileCreated) {
    Event event = make_event(kind, "files", {});
    event.metadata.set(FieldId::Path, std::move(path));
    return event;
}

inline Event rename_event(std::string old_path, std::string new_path) {
    Event event = make_event(EventKind::FileRenamed, "files", {});
    event.metadata.set(FieldId::OldPath, std::move(old_path));
    event.metadata.set(FieldId::NewPath, std::move(new_path));
    return event;
}

}  // namespace wee
