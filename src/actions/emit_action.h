#pragma once

#include "actions/action.h"
#include "actions/action_options.h"
#include "event/event_emitter.h"

namespace wee {

/// Puts an event of the rule's own on the bus, for other rules. Succeeds when it is on its way, whatever comes
/// of it. No secret gets into an event: each is masked.
class EmitAction final : public Action {
public:
    /// `emitter` must outlive the action. Null: a replay, which hands on nothing but what was recorded.
    EmitAction(EmitActionOptions options, EventEmitter* emitter)
        : options_(std::move(options)), emitter_(emitter) {}

    ActionResult run(const ActionContext& context) const override;
    [[nodiscard]] std::string_view type() const override { return "emit"; }
    [[nodiscard]] std::string describe(const RunScope& scope) const override;
    [[nodiscard]] bool is_instant() const override { return true; }

private:
    EmitActionOptions options_;
    EventEmitter* emitter_;
};

}  // namespace wee
