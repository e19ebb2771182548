#include "actions/perform_actions.h"

#include <chrono>
#include <utility>

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
    Step(const ExecutableRule& rule, std::size_t place, const ActionContext& context,
         const PerformPorts& ports)
        : step_(rule.actions[place]),
          place_(place),
          context_(context),
          secrets_(*rule.secrets),
          ports_(ports) {}

    ActionOutcome perform();
    [[nodiscard]] std::uint32_t retried() const { return attempt_ - 1; }
    [[nodiscard]] StepAnswer take_answer();

private:
    void attempt();
    [[nodiscard]] ActionRecord make_record(WallTime began) const;
    void wait_for_next();
    void log_success() const;
    void log_failure() const;
    void log_retry(milliseconds wait) const;
    void write(LogLevel level, std::string_view name, const std::string& ending) const;

    const RuleAction& step_;
    const std::size_t place_;
    const ActionContext& context_;
    const Secrets& secrets_;
    const PerformPorts& ports_;
    std::uint32_t attempt_ = 1;
    ActionResult result_;
    microseconds duration_{0};  // of the last attempt
};

ActionOutcome Step::perform() {
    attempt();
    while (result_.outcome == ActionOutcome::Failed && result_.may_retry && attempt_ < step_.retry.attempts) {
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
    const WallTime began = ports_.clock.wall_now();
    result_ = step_.action->run(context_);
    result_.message = secrets_.redacted(std::move(result_.message));
    result_.output = secrets_.redacted(std::move(result_.output));
    duration_ = std::chrono::duration_cast<microseconds>(ports_.clock.steady_now() - start);
    if (ports_.recorder != nullptr) {
        ports_.recorder->record(make_record(began));
    }
}

ActionRecord Step::make_record(WallTime began) const {
    return {.rule = context_.rule_name,
            .event_id = context_.scope.event().id,
            .step = place_,
            .action = std::string(step_.action->type()),
            .name = step_.name,
            .attempt = attempt_,
            .start = began,
            .duration = duration_,
            .outcome = result_.outcome,
            .message = std::string(beginning_of(result_.message, ActionRecord::kLongestMessage)),
            .output = std::string(beginning_of(result_.output, ActionRecord::kLongestOutput))};
}

/// What the action said, and how it ended.
StepAnswer Step::take_answer() {
    StepAnswer answer = std::move(result_.answer);
    answer.values.emplace_back("succeeded", result_.outcome == ActionOutcome::Succeeded ? "true" : "false");
    answer.values.emplace_back("message", result_.message);
    return answer;
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
                    "rule \"" + context_.rule_name + "\": " + step_.action->describe(context_.scope) + ": " +
                        result_.message + "; tried again in " + format_duration(wait) + " (attempt " +
                        std::to_string(attempt_) + " of " + std::to_string(step_.retry.attempts) + ")",
                    {{"rule", context_.rule_name},
                     {"action", step_.action->type()},
                     {"event_id", context_.scope.event().id.to_string()},
                     {"attempt", std::uint64_t{attempt_}},
                     {"attempts", std::uint64_t{step_.retry.attempts}},
                     {"wait_ms", std::int64_t{wait.count()}}});
}

void Step::write(LogLevel level, std::string_view name, const std::string& ending) const {
    if (!ports_.log.is_enabled(level)) {
        return;
    }
    const std::string message = "rule \"" + context_.rule_name +
                                "\": " + step_.action->describe(context_.scope) + ": " + result_.message +
                                ending;
    ports_.log.write(level, name, message,
                     {{"rule", context_.rule_name},
                      {"action", step_.action->type()},
                      {"event_id", context_.scope.event().id.to_string()},
                      {"attempt", std::uint64_t{attempt_}},
                      {"duration_us", std::int64_t{duration_.count()}},
                      {"output", first_line(result_.output)}});
}

}  // namespace

RunReport perform_actions(const ExecutableRule& rule, const Event& event, const std::stop_token& stop,
                          const PerformPorts& ports) {
    RunScope scope(event, *rule.secrets);
    const ActionContext context{scope, rule.name, stop};
    RunReport report;
    for (std::size_t place = 0; place < rule.actions.size(); ++place) {
        const RuleAction& action = rule.actions[place];
        Step step(rule, place, context, ports);
        const ActionOutcome outcome = step.perform();
        report.retried += step.retried();
        if (outcome == ActionOutcome::Stopped) {
            ++report.stopped;
            break;
        }
        ++(outcome == ActionOutcome::Succeeded ? report.succeeded : report.failed);
        if (outcome == ActionOutcome::Failed && action.on_error == OnError::Fail) {
            break;
        }
        if (!action.name.empty()) {
            scope.add(action.name, step.take_answer());
        }
    }
    return report;
}

void describe_actions(const ExecutableRule& rule, const Event& event, Log& log) {
    if (!log.is_enabled(LogLevel::Info)) {
        return;
    }
    const RunScope scope(event, *rule.secrets);
    for (const RuleAction& step : rule.actions) {
        log.info("would_run", "rule \"" + rule.name + "\" would run: " + step.action->describe(scope),
                 {{"rule", rule.name}, {"action", step.action->type()}, {"event_id", event.id.to_string()}});
    }
}

}  // namespace wee
