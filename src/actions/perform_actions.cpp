#include "actions/perform_actions.h"

#include <chrono>

#include "actions/output_excerpt.h"
#include "base/duration.h"

namespace wee {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

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

/// One action of a run, until it has succeeded or its attempts are used up.
class Step {
public:
    Step(const RuleAction& step, const ActionContext& context, const PerformPorts& ports)
        : step_(step), context_(context), ports_(ports) {}

    ActionOutcome perform();
    [[nodiscard]] std::uint32_t retried() const { return attempt_ - 1; }

private:
    void attempt();
    void wait_for_next();
    void log_success() const;
    void log_failure() const;
    void log_retry(milliseconds wait) const;
    void write(LogLevel level, std::string_view name, const std::string& ending) const;

    const RuleAction& step_;
    const ActionContext& context_;
    const PerformPorts& ports_;
    std::uint32_t attempt_ = 1;
    ActionResult result_;
    microseconds duration_{0};  // of the last attempt
};

ActionOutcome Step::perform() {
    attempt();
    while (result_.outcome == ActionOutcome::Failed && attempt_ < step_.retry.attempts) {
        wait_for_next();
        if (context_.stop.stop_requested()) {
            result_.outcome = ActionOutcome::Stopped;
            result_.message += "; its run was stopped before it could be tried again";
            break;
        }
        ++attempt_;
        attempt();
    }
    if (result_.outcome == ActionOutcome::Succeeded) {
        log_success();
    } else {
        log_failure();
    }
    return result_.outcome;
}

void Step::attempt() {
    const SteadyTime start = ports_.clock.steady_now();
    result_ = step_.action->run(context_);
    duration_ = std::chrono::duration_cast<microseconds>(ports_.clock.steady_now() - start);
}

void Step::wait_for_next() {
    const milliseconds wait = wait_after(attempt_, step_.retry, ports_.chance());
    log_retry(wait);
    ports_.pause(wait, context_.stop);
}

void Step::log_success() const {
    // The log action's own line has said it all.
    if (step_.action->type() == "log" || !ports_.log.is_enabled(LogLevel::Info)) {
        return;
    }
    const std::string_view output = first_line(result_.output);
    write(LogLevel::Info, "action_succeeded", output.empty() ? "" : ": " + std::string(output));
}

void Step::log_failure() const {
    if (result_.outcome == ActionOutcome::Stopped && !ports_.engine_stop.stop_requested()) {
        write(LogLevel::Info, "action_stopped", "; a newer run takes its place");
        return;
    }
    const std::string tried = attempt_ > 1 ? " (attempt " + std::to_string(attempt_) + " of " +
                                                 std::to_string(step_.retry.attempts) + ")"
                                           : "";
    write(level_of_failure(step_.on_error), "action_failed", tried);
}

void Step::log_retry(milliseconds wait) const {
    if (!ports_.log.is_enabled(LogLevel::Warning)) {
        return;
    }
    ports_.log.warn("action_retried",
                    "rule \"" + context_.rule_name + "\": " + step_.action->describe(context_.event) + ": " +
                        result_.message + "; tried again in " + format_duration(wait) + " (attempt " +
                        std::to_string(attempt_) + " of " + std::to_string(step_.retry.attempts) + ")",
                    {{"rule", context_.rule_name},
                     {"action", step_.action->type()},
                     {"event_id", context_.event.id.to_string()},
                     {"attempt", std::uint64_t{attempt_}},
                     {"attempts", std::uint64_t{step_.retry.attempts}},
                     {"wait_ms", std::int64_t{wait.count()}}});
}

void Step::write(LogLevel level, std::string_view name, const std::string& ending) const {
    if (!ports_.log.is_enabled(level)) {
        return;
    }
    const std::string message = "rule \"" + context_.rule_name +
                                "\": " + step_.action->describe(context_.event) + ": " + result_.message +
                                ending;
    ports_.log.write(level, name, message,
                     {{"rule", context_.rule_name},
                      {"action", step_.action->type()},
                      {"event_id", context_.event.id.to_string()},
                      {"attempt", std::uint64_t{attempt_}},
                      {"duration_us", std::int64_t{duration_.count()}},
                      {"output", first_line(result_.output)}});
}

}  // namespace

RunReport perform_actions(const ActionList& actions, const ActionContext& context,
                          const PerformPorts& ports) {
    RunReport report;
    for (const RuleAction& action : actions) {
        Step step(action, context, ports);
        const ActionOutcome outcome = step.perform();
        report.retried += step.retried();
        if (outcome == ActionOutcome::Stopped) {
            ++report.stopped;
            break;
        }
        if (outcome == ActionOutcome::Succeeded) {
            ++report.succeeded;
            continue;
        }
        ++report.failed;
        if (action.on_error == OnError::Fail) {
            break;
        }
    }
    return report;
}

void describe_actions(const ActionList& actions, const std::string& rule_name, const Event& event, Log& log) {
    if (!log.is_enabled(LogLevel::Info)) {
        return;
    }
    for (const RuleAction& step : actions) {
        log.info("would_run", "rule \"" + rule_name + "\" would run: " + step.action->describe(event),
                 {{"rule", rule_name}, {"action", step.action->type()}, {"event_id", event.id.to_string()}});
    }
}

}  // namespace wee
