#include "rules/kind_bounds.h"

#include "rules/event_texts.h"

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

struct BoundsOfCondition {
    KindBounds operator()(const KindCondition& condition) const { return {condition.kinds, condition.kinds}; }
    template <typename Condition>
    KindBounds operator()(const Condition& condition) const {
        return bounds_of(condition);
    }

    KindBounds operator()(const CompositeCondition& condition) const {
        if (condition.kind == CompositeKind::Not) {
            return bounds_of(condition.children.front()).negated();
        }
        const bool all = condition.kind == CompositeKind::All;
        KindBounds bounds = all ? KindBounds::always() : KindBounds::never();
        for (const Trigger& child : condition.children) {
            bounds = all ? bounds.and_also(bounds_of(child)) : bounds.or_else(bounds_of(child));
        }
        return bounds;
    }
};

}  // namespace

KindBounds KindBounds::negated() const {
    return {without(possible), without(certain)};
}

KindBounds bounds_of(const Trigger& trigger) {
    return std::visit(BoundsOfCondition{}, trigger.condition);
}

KindBounds bounds_of(const TextCondition& condition) {
    return {{}, condition.subject.is_path() ? kFileKinds : EventKindSet::all()};
}

KindBounds bounds_of(const PathUnderCondition& /*condition*/) {
    return {{}, kFileKinds};
}

KindBounds bounds_of(const ExistsCondition& /*condition*/) {
    return {{}, EventKindSet::all()};
}

KindBounds bounds_of(const NumberCondition& /*condition*/) {
    return {{}, EventKindSet::all()};
}

}  // namespace wee
