#include "actions/log_action.h"

#include <string>
#include <vector>

#include "base/text.h"

namespace wee {

ActionResult LogAction::run(const ActionContext& context) const {
    const std::string message = context.scope.show(options_.message);
    std::vector<std::string> values;
    values.reserve(options_.fields.size());  // the fields keep views
    std::vector<LogField> fields{{"rule", context.rule_name},
                                 {"kind", to_string(context.scope.event().kind)}};
    for (const auto& [name, value] : options_.fields) {
        fields.push_back({name, values.emplace_back(context.scope.show(value)), true});
    }
    log_.write_line(options_.level, "log", message, fields);
    return {ActionOutcome::Succeeded, "logged", message};
}

std::string LogAction::describe(const RunScope& scope) const {
    return std::string("log ") + quote_for_display(scope.show(options_.message));
}

}  // namespace wee
