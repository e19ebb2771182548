#include "actions/launched_program.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "actions/output_excerpt.h"
#include "base/duration.h"
#include "event/event_variables.h"

namespace wee {
namespace {

/// What the child wrote, as one text: what it printed, then its complaints.
std::string joined_output(const LaunchOutcome& outcome) {
    std::string output = outcome.standard_output.text + outcome.standard_error.text;
    const std::uint64_t total = outcome.standard_output.total_bytes + outcome.standard_error.total_bytes;
    if (total > output.size()) {
        output += "\n[" + std::to_string(total - output.size()) + " more bytes were not kept]";
    }
    return output;
}

/// The last thing it said; programs that write no errors say it on standard output. Secrets are masked before it
/// is cut, as half a secret is not found.
std::string complaint_of(const LaunchOutcome& outcome, const RunScope& scope) {
    const std::string errors = scope.redacted(outcome.standard_error.text);
    if (const std::string_view complaint = last_line(errors); !complaint.empty()) {
        return std::string(complaint);
    }
    return std::string(last_line(scope.redacted(outcome.standard_output.text)));
}

/// How the child ended, with its last complaint when it failed.
std::string sentence_for(const LaunchOutcome& outcome, std::chrono::milliseconds timeout,
                         const RunScope& scope) {
    switch (outcome.end) {
        case LaunchEnd::TimedOut:
            return "took longer than " + format_duration(timeout) +
                   " and was killed with all that it had started";
        case LaunchEnd::Stopped:
            return "was killed with all that it had started because its run was stopped";
        case LaunchEnd::Signalled:
            return "died of signal " + std::to_string(outcome.signal);
        case LaunchEnd::Exited:
            break;
    }
    std::string sentence = "exit code " + std::to_string(outcome.exit_code);
    const std::string complaint = outcome.exit_code != 0 ? complaint_of(outcome, scope) : std::string();
    return complaint.empty() ? sentence : sentence.append(": ").append(complaint);
}

ActionOutcome outcome_for(const LaunchOutcome& outcome, const std::vector<int>& success_codes) {
    if (outcome.end == LaunchEnd::Stopped) {
        return ActionOutcome::Stopped;
    }
    const bool fine = outcome.end == LaunchEnd::Exited &&
                      std::ranges::find(success_codes, outcome.exit_code) != success_codes.end();
    return fine ? ActionOutcome::Succeeded : ActionOutcome::Failed;
}

/// Without the line ends at the end, as a shell's $(...) has it.
std::string without_line_end(std::string_view text) {
    const std::size_t last = text.find_last_not_of("\r\n");
    return std::string(text.substr(0, last == std::string_view::npos ? 0 : last + 1));
}

StepAnswer answer_of(const LaunchOutcome& outcome) {
    const std::string& output = outcome.standard_output.text;
    return {{{"exit_code", std::to_string(outcome.exit_code)},
             {"output", without_line_end(output)},
             {"error_output", without_line_end(outcome.standard_error.text)}},
            output};
}

}  // namespace

LaunchRequest launch_request(const ExecuteActionOptions& options, const RunScope& scope) {
    LaunchRequest request;
    request.command = scope.render(options.command);
    for (const TemplateText& argument : options.arguments) {
        request.arguments.push_back(scope.render(argument));
    }
    request.working_directory = scope.render(options.working_directory);
    request.environment = event_environment(scope.event());
    for (const auto& [name, value] : options.environment) {
        request.environment.emplace_back(name, scope.render(value));
    }
    request.removed_variables = options.removed_variables;
    request.standard_input = scope.render(options.standard_input);
    request.timeout = options.timeout;
    request.output_limit = options.output_limit;
    return request;
}

ActionResult run_program(const LaunchRequest& request, const std::vector<int>& success_codes,
                         ProcessLauncher& launcher, const ActionContext& context) {
    const Result<LaunchOutcome> launched = launcher.run(request, context.stop);
    if (!launched) {
        return {ActionOutcome::Failed, launched.error().message(), {}};
    }
    const LaunchOutcome& outcome = launched.value();
    return {outcome_for(outcome, success_codes), sentence_for(outcome, request.timeout, context.scope),
            joined_output(outcome), answer_of(outcome)};
}

}  // namespace wee
