#include "rules/trigger.h"

#include <algorithm>
#include <string_view>

#include "base/path_text.h"
#include "rules/event_paths.h"

namespace wee {
namespace {

EventKindSet without(EventKindSet kinds) {
    EventKindSet others;
    for (const EventKind kind : all_event_kinds()) {
        if (!kinds.contains(kind)) {
            others.insert(kind);
        }
    }
    return others;
}

/// The kinds of event that make a trigger true whatever else they hold, and those that might.
struct KindBounds {
    EventKindSet certain;
    EventKindSet possible;
};

KindBounds bounds_of(const Trigger& trigger);

struct BoundsOfCondition {
    KindBounds operator()(const KindCondition& condition) const { return {condition.kinds, condition.kinds}; }
    KindBounds operator()(const PathGlobCondition&) const { return {{}, kFileKinds}; }
    KindBounds operator()(const PathUnderCondition&) const { return {{}, kFileKinds}; }

    KindBounds operator()(const CompositeCondition& condition) const {
        if (condition.kind == CompositeKind::Not) {
            const KindBounds child = bounds_of(condition.children.front());
            return {without(child.possible), without(child.certain)};
        }
        const bool all = condition.kind == CompositeKind::All;
        const EventKindSet start = all ? EventKindSet::all() : EventKindSet();
        KindBounds bounds{start, start};
        for (const Trigger& trigger : condition.children) {
            const KindBounds child = bounds_of(trigger);
            bounds.certain = all ? bounds.certain & child.certain : bounds.certain | child.certain;
            bounds.possible = all ? bounds.possible & child.possible : bounds.possible | child.possible;
        }
        return bounds;
    }
};

KindBounds bounds_of(const Trigger& trigger) {
    return std::visit(BoundsOfCondition{}, trigger.condition);
}

/// `path` has its separators turned round already, `directory` is as the configuration has it.
bool lies_under(std::string_view path, std::string_view directory) {
    const bool windows = is_windows_path(directory);
    const auto is_separator = [windows](char c) { return c == '/' || (windows && c == '\\'); };
    if (!directory.empty() && is_separator(directory.back())) {
        directory.remove_suffix(1);  // a root, "/" or "C:\"
    }
    const auto same = [&](char a, char b) { return a == b || (a == '/' && is_separator(b)); };
    return path.size() >= directory.size() &&
           std::equal(directory.begin(), directory.end(), path.begin(),
                      [&](char b, char a) { return same(a, b); }) &&
           (path.size() == directory.size() || path[directory.size()] == '/');
}

class Evaluation {
public:
    Evaluation(EventKind kind, const EventPaths& paths) : kind_(kind), paths_(paths) {}

    bool operator()(const KindCondition& condition) const { return condition.kinds.contains(kind_); }

    bool operator()(const PathGlobCondition& condition) const {
        const auto subject = condition.subject == GlobSubject::FileName ? &EventPaths::Path::file_name
                                                                        : &EventPaths::Path::full;
        return std::ranges::any_of(paths_.all(), [&](const EventPaths::Path& path) {
            return condition.glob.matches(path.*subject);
        });
    }

    bool operator()(const PathUnderCondition& condition) const {
        return std::ranges::any_of(paths_.all(), [&](const EventPaths::Path& path) {
            return lies_under(path.full, condition.path);
        });
    }

    bool operator()(const CompositeCondition& condition) const {
        const auto met = [this](const Trigger& child) { return std::visit(*this, child.condition); };
        switch (condition.kind) {
            case CompositeKind::All:
                return std::ranges::all_of(condition.children, met);
            case CompositeKind::Any:
                return std::ranges::any_of(condition.children, met);
            case CompositeKind::Not:
                return !met(condition.children.front());
        }
        return false;
    }

private:
    EventKind kind_;
    const EventPaths& paths_;
};

}  // namespace

EventKindSet possible_kinds(const Trigger& trigger) {
    return bounds_of(trigger).possible;
}

bool is_met(const Trigger& trigger, EventKind kind, const EventPaths& paths) {
    return std::visit(Evaluation(kind, paths), trigger.condition);
}

}  // namespace wee
