#include "actions/perform_actions.h"

#include <chrono>

namespace wee {
namespace {

constexpr std::size_t kLoggedOutputBytes = 200;

/// The first line of what an action wrote, short enough for a log line.
std::string_view first_line(std::string_view output) {
    return output.substr(0, output.find('\n')).substr(0, kLoggedOutputBytes);
}

LogLevel level_of_failure(OnError on_error) {
    switch (on_error) {
        case OnError::Fail:
            return LogLevel::Error;
        case OnError::Continue:
            return LogLevel::Warning;
        case OnError::Log:
            break;
    }
    return LogLevel::Info;
}

void log_result(const RuleAction& step, const ActionResult& result, const ActionContext& context,
                std::chrono::microseconds duration, Log& log) {
    const bool succeeded = result.outcome == ActionOutcome::Succeeded;
    const LogLevel level = succeeded ? LogLevel::Info : level_of_failure(step.on_error);
    // The log action's own line has said it all.
    if (succeeded && (step.action->type() == "log" || !log.is_enabled(level))) {
        return;
    }
    const std::string_view output = first_line(result.output);
    std::string message =
        "rule \"" + context.rule_name + "\": " + step.action->describe(context.event) + ": " + result.message;
    if (succeeded && !output.empty()) {
        message.append(": ").append(output);
    }
    log.write(level, succeeded ? "action_succeeded" : "action_failed", message,
              {{"rule", context.rule_name},
               {"action", step.action->type()},
               {"event_id", context.event.id.to_string()},
               {"duration_us", std::int64_t{duration.count()}},
               {"output", output}});
}

}  // namespace

RunReport perform_actions(const ActionList& actions, const ActionContext& context, Log& log,
                          const Clock& clock) {
    RunReport report;
    for (const RuleAction& step : actions) {
        const SteadyTime start = clock.steady_now();
        const ActionResult result = step.action->run(context);
        const auto duration =
            std::chrono::duration_cast<std::chrono::microseconds>(clock.steady_now() - start);
        log_result(step, result, context, duration, log);
        if (result.outcome == ActionOutcome::Succeeded) {
            ++report.succeeded;
            continue;
        }
        ++report.failed;
        if (step.on_error == OnError::Fail || result.outcome == ActionOutcome::Stopped) {
            break;
        }
    }
    return report;
}

void describe_actions(const ActionList& actions, const ActionContext& context, Log& log) {
    for (const RuleAction& step : actions) {
        const std::string description = step.action->describe(context.event);
        log.info("would_run", "rule \"" + context.rule_name + "\" would run: " + description,
                 {{"rule", context.rule_name},
                  {"action", step.action->type()},
                  {"event_id", context.event.id.to_string()}});
    }
}

}  // namespace wee
