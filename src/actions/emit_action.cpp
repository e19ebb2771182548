#include "actions/emit_action.h"

#include <utility>

#include "base/text.h"

namespace wee {

ActionResult EmitAction::run(const ActionContext& context) const {
    if (emitter_ == nullptr) {
        return {ActionOutcome::Succeeded, "not emitted: a replay hands on recorded events only", {}};
    }
    Emission emission{options_.name, {}, context.rule_name, options_.depth_limit};
    for (const auto& [name, value] : options_.fields) {
        emission.fields.set(name, context.scope.show(value));
    }
    Result<Event> event = emitted_event(std::move(emission), context.scope.event());
    if (!event) {
        return {ActionOutcome::Failed, event.error().message(), {}};
    }
    StepAnswer answer{{{"event_id", event.value().id.to_string()}}};
    if (const Result<void> emitted = emitter_->emit(std::move(event).value()); !emitted) {
        return {ActionOutcome::Failed, emitted.error().message(), {}};
    }
    return {ActionOutcome::Succeeded, "emitted", {}, std::move(answer)};
}

std::string EmitAction::describe(const RunScope& scope) const {
    std::string line = "emit " + quote_for_display(options_.name);
    for (const auto& [name, value] : options_.fields) {
        line.append(1, ' ').append(name).append("=").append(quote_for_display(scope.show(value)));
    }
    return line;
}

}  // namespace wee
