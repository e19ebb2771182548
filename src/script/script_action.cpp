#include "script/script_action.h"

#include <utility>

#include "base/text.h"
#include "script/script_answer.h"

namespace wee {
namespace {

ActionOutcome outcome_of(const ScriptRun& run) {
    if (run.end == ScriptEnd::Stopped) {
        return ActionOutcome::Stopped;
    }
    const bool is_well = run.end == ScriptEnd::Finished && run.outcome.succeeded;
    return is_well ? ActionOutcome::Succeeded : ActionOutcome::Failed;
}

}  // namespace

ActionResult ScriptAction::run(const ActionContext& context) const {
    ScriptRun run = service_.run({options_.path, options_.name, options_.function, options_.timeout,
                                  context.rule_name, context.scope, context.stop});
    std::string message = run.outcome.message.empty() ? "done" : std::move(run.outcome.message);
    return {outcome_of(run), std::move(message), std::move(run.outcome.traceback),
            answer_of(run.outcome.returned)};
}

std::string ScriptAction::describe(const RunScope& /*scope*/) const {
    return "script " + quote_for_display(options_.name) + " " + options_.function;
}

}  // namespace wee
