#include "actions/log_action.h"

#include "base/text.h"

namespace wee {

ActionResult LogAction::run(const ActionContext& context) const {
    const std::string message = context.scope.show(options_.message);
    log_.write(options_.level, "log", message,
               {{"rule", context.rule_name}, {"kind", to_string(context.scope.event().kind)}});
    return {ActionOutcome::Succeeded, "logged", message};
}

std::string LogAction::describe(const RunScope& scope) const {
    return std::string("log ") + quote_for_display(scope.show(options_.message));
}

}  // namespace wee
