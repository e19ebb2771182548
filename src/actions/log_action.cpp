#include "actions/log_action.h"

#include "actions/event_text.h"
#include "base/text.h"

namespace wee {

ActionResult LogAction::run(const ActionContext& context) const {
    const std::string message = render_for_event(options_.message, context.event);
    log_.write(options_.level, "log", message,
               {{"rule", context.rule_name}, {"kind", to_string(context.event.kind)}});
    return {ActionOutcome::Succeeded, "logged", message};
}

std::string LogAction::describe(const Event& event) const {
    return std::string("log ") + quote_for_display(render_for_event(options_.message, event));
}

}  // namespace wee
