#include "actions/execute_action.h"

#include "actions/launched_program.h"
#include "base/text.h"

namespace wee {

ActionResult ExecuteAction::run(const ActionContext& context) const {
    return run_program(launch_request(options_, context.scope), options_.success_codes, launcher_, context);
}

std::string ExecuteAction::describe(const RunScope& scope) const {
    std::string line = "execute " + quote_for_display(scope.show(options_.command));
    for (const TemplateText& argument : options_.arguments) {
        line += ' ' + quote_for_display(scope.show(argument));
    }
    if (!options_.working_directory.source().empty()) {
        line += " in " + quote_for_display(scope.show(options_.working_directory));
    }
    return line;
}

}  // namespace wee
