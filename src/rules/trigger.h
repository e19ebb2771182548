#pragma once

#include <string>
#include <variant>
#include <vector>

#include "base/glob.h"
#include "event/event_kind.h"

namespace wee {

/// The trigger tree: what a rule waits for, in a form that no configuration language owns. A plain value.

/// The event is of one of these kinds.
struct KindCondition {
    EventKindSet kinds;
};

/// Which text of a file event a glob is held against.
enum class GlobSubject {
    FileName,  ///< The last segment of the path.
    FullPath,  ///< The path, `/` between segments.
};

/// The path of a file event (for a rename: the new or the old one) matches the glob. The path's bytes are
/// matched as they are, valid UTF-8 or not.
struct PathGlobCondition {
    GlobSubject subject = GlobSubject::FileName;
    Glob glob;
};

/// The path of a file event (for a rename: the new or the old one) is this file or directory, or lies below
/// it. Absolute, no trailing separator but a root's. With a drive or a UNC prefix `\` separates as `/` does.
struct PathUnderCondition {
    std::string path;
};

struct Trigger;

enum class CompositeKind { All, Any, Not };

/// `All` of none is true, `Any` of none is false; `Not` has exactly one.
struct CompositeCondition {
    CompositeKind kind = CompositeKind::All;
    std::vector<Trigger> children;
};

struct Trigger {
    std::variant<KindCondition, PathGlobCondition, PathUnderCondition, CompositeCondition> condition;
};

class EventPaths;

/// The kinds of event that could make the trigger true: what the index files it under.
EventKindSet possible_kinds(const Trigger& trigger);

/// Whether an event of this kind with these paths makes the trigger true. Does not allocate.
bool is_met(const Trigger& trigger, EventKind kind, const EventPaths& paths);

}  // namespace wee
