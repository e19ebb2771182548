#pragma once

#include <string>
#include <variant>
#include <vector>

#include "base/glob.h"
#include "base/regex.h"
#include "event/event.h"
#include "event/event_kind.h"

namespace wee {

/// The trigger tree: what a rule waits for, in a form that no configuration language owns. A plain value.

/// The event is of one of these kinds.
struct KindCondition {
    EventKindSet kinds;
};

/// Which text of an event a condition looks at.
struct Subject {
    enum class Part {
        FileName,     ///< The last segment of a file event's path (for a rename: of the new or the old one).
        FullPath,     ///< A file event's path, `/` between segments (for a rename: the new or the old one).
        ProcessName,  ///< process_name, else the last segment of exe.
        Source,       ///< The name of the source that saw it.
        Field,        ///< Any metadata field.
    };
    Part part = Part::FileName;
    FieldName field{};  ///< Only for Part::Field.

    [[nodiscard]] bool is_path() const { return part == Part::FileName || part == Part::FullPath; }
    friend bool operator==(const Subject&, const Subject&) = default;
};

/// A plain text, and where it has to stand.
struct TextLiteral {
    enum class Place { Whole, Start, End, Anywhere };
    Place place = Place::Whole;
    std::string text;  ///< In lower case (ASCII) where case does not matter.
    CaseSensitivity sensitivity = CaseSensitivity::Sensitive;

    [[nodiscard]] bool matches(std::string_view value) const;
};

using TextPattern = std::variant<TextLiteral, Glob, Regex>;

/// The subject is there and the pattern matches it. The bytes are matched as they are, valid UTF-8 or not.
struct TextCondition {
    Subject subject;
    TextPattern pattern;
};

/// The path of a file event (for a rename: the new or the old one) is this file or directory, or lies below
/// it. Absolute, no trailing separator but a root's. With a drive or a UNC prefix `\` separates as `/` does.
struct PathUnderCondition {
    std::string path;
    CaseSensitivity sensitivity = CaseSensitivity::Sensitive;
};

/// The field is there, whatever it holds.
struct ExistsCondition {
    FieldName field;
};

/// The field holds a decimal number that stands so to the bound. A text that is no number never does.
struct NumberCondition {
    enum class Relation { Equal, Greater, Less };
    FieldName field;
    Relation relation = Relation::Equal;
    double bound = 0;
};

struct Trigger;

enum class CompositeKind { All, Any, Not };

/// `All` of none is true, `Any` of none is false; `Not` has exactly one.
struct CompositeCondition {
    CompositeKind kind = CompositeKind::All;
    std::vector<Trigger> children;
};

struct Trigger {
    std::variant<KindCondition, TextCondition, PathUnderCondition, ExistsCondition, NumberCondition,
                 CompositeCondition>
        condition;
    /// As its author wrote it: `pattern = "*.txt"`. Explanations show it; empty where there is no such text.
    std::string label{};
};

class EventTexts;

/// The kinds of event that could make the trigger true: what the index files it under.
EventKindSet possible_kinds(const Trigger& trigger);

/// Whether the event makes the trigger true. Does not allocate.
bool is_met(const Trigger& trigger, const EventTexts& event);

}  // namespace wee
