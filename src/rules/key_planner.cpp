#include "rules/key_planner.h"

#include <algorithm>
#include <bit>
#include <iterator>
#include <limits>
#include <utility>

#include "rules/condition_keys.h"

namespace wee {
namespace {

using Form = LookupKey::Form;

/// What being a candidate of every event costs.
constexpr std::uint64_t kCostOfNoKey = 100'000;

/// How many texts have such a key for no reason of theirs, in candidates that would cost the same.
std::uint64_t commonness(const LookupKey& key, const KeyAddress& address) {
    switch (key.form) {
        case Form::Present:
            return 10'000;
        case Form::Start:
        case Form::End:
        case Form::Contains:
            return address.length >= 4 ? 2 : address.length == 2 ? 50 : 500;
        case Form::Ancestor:
            return 10;
        case Form::Extension:
        case Form::Directory:
        case Form::Parent:
            return 2;
        default:
            return 0;
    }
}

/// A trigger's keys in the making.
struct KeyPlan {
    std::vector<PlannedKey> keys;
    KindBounds bounds;  ///< Of the trigger, known nothing.
    std::uint64_t cost = 0;

    static KeyPlan without_key(KindBounds bounds) {
        KeyPlan plan{{}, bounds, 0};
        if (!bounds.possible.empty()) {
            plan.keys.push_back({std::nullopt, bounds});
            plan.cost = kCostOfNoKey;
        }
        return plan;
    }
};

}  // namespace

struct KeyPlanner::Counting {
    KeyPlanner& planner;

    void operator()(const KindCondition&) const {}
    void operator()(const CompositeCondition& composite) const {
        if (composite.kind != CompositeKind::Not) {
            for (const Trigger& child : composite.children) {
                std::visit(*this, child.condition);
            }
        }
    }
    template <typename Condition>
    void operator()(const Condition& condition) const {
        for (const KeyOptions& options : keys_of(condition)) {
            for (const LookupKey& key : options) {
                const KeyPlace place(planner.slots_.slot_for(key), key.form);
                for (const KeyAddress& address : addresses_of(key, place)) {
                    ++planner.population(address.hash);
                }
            }
        }
    }
};

struct KeyPlanner::Planning {
    KeyPlanner& planner;

    KeyPlan operator()(const KindCondition& condition) const {
        return KeyPlan::without_key({condition.kinds, condition.kinds});
    }

    KeyPlan operator()(const CompositeCondition& composite) const {
        switch (composite.kind) {
            case CompositeKind::All:
                return plan_all(composite.children);
            case CompositeKind::Any:
                return plan_any(composite.children);
            case CompositeKind::Not:
                break;
        }
        return KeyPlan::without_key(bounds_of(composite.children.front()).negated());
    }

    template <typename Condition>
    KeyPlan operator()(const Condition& condition) const {
        KeyPlan plan{{}, bounds_of(condition), 0};
        for (KeyOptions& options : keys_of(condition)) {
            auto [filing, cost] = cheapest(options);
            const KindBounds bounds{filing.key.proves ? plan.bounds.possible : EventKindSet(),
                                    plan.bounds.possible};
            plan.keys.push_back({std::move(filing), bounds});
            plan.cost += cost;
        }
        return plan;
    }

private:
    [[nodiscard]] KeyPlan plan_of(const Trigger& trigger) const {
        return std::visit(*this, trigger.condition);
    }

    /// One child's keys do: the others' kinds narrow them.
    [[nodiscard]] KeyPlan plan_all(const std::vector<Trigger>& children) const {
        KeyPlan best = KeyPlan::without_key(KindBounds::always());
        KindBounds others = KindBounds::always();
        for (const Trigger& child : children) {
            KeyPlan plan = plan_of(child);
            if (plan.cost < best.cost) {
                others = others.and_also(std::exchange(best, std::move(plan)).bounds);
            } else {
                others = others.and_also(plan.bounds);
            }
        }
        for (PlannedKey& key : best.keys) {
            key.bounds = key.bounds.and_also(others);
        }
        std::erase_if(best.keys, [](const PlannedKey& key) { return key.bounds.possible.empty(); });
        best.bounds = best.bounds.and_also(others);
        return best;
    }

    /// All children's keys, each of which is enough where it proves its child.
    [[nodiscard]] KeyPlan plan_any(const std::vector<Trigger>& children) const {
        KeyPlan any{{}, KindBounds::never(), 0};
        for (const Trigger& child : children) {
            KeyPlan plan = plan_of(child);
            std::ranges::move(plan.keys, std::back_inserter(any.keys));
            any.bounds = any.bounds.or_else(plan.bounds);
            any.cost += plan.cost;
        }
        return any;
    }

    [[nodiscard]] std::pair<PlannedKey::Filing, std::uint64_t> cheapest(KeyOptions& options) const {
        LookupKey* best = nullptr;
        KeyAddress best_address;
        std::uint64_t best_cost = std::numeric_limits<std::uint64_t>::max();
        for (LookupKey& key : options) {
            const KeyPlace place(planner.slots_.slot_for(key), key.form);
            for (const KeyAddress& address : addresses_of(key, place)) {
                const std::uint64_t cost =
                    planner.population(address.hash) + commonness(key, address) + (key.proves ? 0 : 1);
                if (cost < best_cost) {
                    best = &key;
                    best_address = address;
                    best_cost = cost;
                }
            }
        }
        const KeyPlace place(planner.slots_.slot_for(*best), best->form);
        return {{place, best_address, std::move(*best)}, best_cost};
    }
};

KeyPlanner::KeyPlanner(SubjectSlots& slots, std::size_t rule_count) : slots_(slots) {
    const std::size_t size = std::bit_ceil(std::max<std::size_t>(256, rule_count * 8));
    populations_.resize(size);
    shift_ = 64U - static_cast<unsigned>(std::countr_zero(size));
}

void KeyPlanner::count(const Trigger& trigger) {
    std::visit(Counting{*this}, trigger.condition);
}

std::vector<PlannedKey> KeyPlanner::plan(const Trigger& trigger) {
    return std::visit(Planning{*this}, trigger.condition).keys;
}

}  // namespace wee
