#include "script/engine_calls.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <iterator>
#include <mutex>

#include "base/text.h"
#include "event/event_variables.h"

namespace wee {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kProgramOutput = std::size_t{1024} * 1024;
constexpr std::size_t kMostMetadata = 64;

Error misused(std::string_view function) {
    return Error(std::string(function) + " was called with arguments of other types than it has");
}

Result<ScriptValue> nothing_or(const Result<void>& result) {
    return result ? Result<ScriptValue>(ScriptValue()) : result.error();
}

ScriptValue to_value(const LaunchOutcome& outcome) {
    const int code = outcome.end == LaunchEnd::Signalled ? 128 + outcome.signal : outcome.exit_code;
    return {ScriptTable{{"exit_code", {std::int64_t{code}}},
                        {"stdout", {outcome.standard_output.text}},
                        {"stderr", {outcome.standard_error.text}}}};
}

ScriptValue to_value(const HttpAnswer& answer) {
    ScriptTable headers;
    for (const auto& [name, value] : answer.headers) {
        const std::string key = to_lower_ascii(name);
        const auto known = std::ranges::find(headers, key, &std::pair<std::string, ScriptValue>::first);
        if (known == headers.end()) {
            headers.emplace_back(key, ScriptValue{value});
        } else {
            std::get<std::string>(known->second.value) += ", " + value;
        }
    }
    return {ScriptTable{{"status", {std::int64_t{answer.status}}},
                        {"headers", {std::move(headers)}},
                        {"body", {answer.body}}}};
}

}  // namespace

struct EngineCalls::Function {
    std::string_view name;
    Result<ScriptValue> (EngineCalls::*run)(CallArguments& arguments);
};

const EngineCalls::Function EngineCalls::functions[] = {{"exec.run", &EngineCalls::run_program},
                                                        {"http.request", &EngineCalls::request_http},
                                                        {"fs.exists", &EngineCalls::exists},
                                                        {"fs.file_size", &EngineCalls::file_size},
                                                        {"fs.read", &EngineCalls::read_file},
                                                        {"fs.write", &EngineCalls::write_file},
                                                        {"fs.list", &EngineCalls::list_folder},
                                                        {"fs.mkdir", &EngineCalls::make_folder},
                                                        {"fs.copy", &EngineCalls::copy_file},
                                                        {"fs.move", &EngineCalls::move_file},
                                                        {"fs.delete", &EngineCalls::delete_file},
                                                        {"store.get", &EngineCalls::get_value},
                                                        {"store.set", &EngineCalls::set_value},
                                                        {"emit", &EngineCalls::emit},
                                                        {"sleep", &EngineCalls::sleep}};

Result<ScriptValue> EngineCalls::call(std::string_view function, const ScriptList& arguments) {
    if (scope_.stop.stop_requested() || time_left() == milliseconds::zero()) {
        return Error("the time is up");
    }
    const auto* const found = std::ranges::find(functions, function, &Function::name);
    if (found == std::end(functions)) {
        return Error("the engine has no function " + quote_for_display(function.substr(0, 100)));
    }
    CallArguments given(arguments);
    Result<ScriptValue> answer = (this->*found->run)(given);
    return given.is_sound() ? answer : misused(function);
}

void EngineCalls::log(LogLevel level, std::string_view line) {
    if (!ports_.log.is_enabled(level)) {
        return;
    }
    const std::string text = scope_.run.redacted(std::string(line));
    ports_.log.write(level, "script_log", "[LUA] " + scope_.rule + ": " + text,
                     {{"rule", scope_.rule}, {"script", scope_.script}, {"line", text}});
}

milliseconds EngineCalls::time_left() const {
    const auto left =
        std::chrono::ceil<milliseconds>(scope_.time.deadline - std::chrono::steady_clock::now());
    return std::max(left, milliseconds::zero());
}

/// Of what the script wants and what it has left, the less; at least a millisecond.
milliseconds EngineCalls::time_for(std::optional<std::int64_t> wanted) const {
    const milliseconds left = std::max(time_left(), milliseconds(1));
    return wanted && *wanted >= 1 ? std::min(left, milliseconds(*wanted)) : left;
}

Result<void> EngineCalls::check_program(const std::string& command) const {
    const auto allows = [&command](const std::string& entry) { return entry == "*" || entry == command; };
    if (std::ranges::any_of(settings_.allow_exec, allows)) {
        return {};
    }
    return Error("scripts may not start " + quote_for_display(command) +
                 "; allow it with: [scripts] allow_exec = [" + quote_for_display(command) + "]");
}

Result<ScriptValue> EngineCalls::run_program(CallArguments& arguments) {
    LaunchRequest request;
    request.command = arguments.text(0);
    request.arguments = arguments.texts(1);
    const ScriptTable* const options = arguments.table(2);
    if (const std::string* folder = arguments.text_of(options, "working_dir")) {
        request.working_directory = *folder;
    }
    if (const std::string* input = arguments.text_of(options, "stdin")) {
        request.standard_input = *input;
    }
    request.environment = event_environment(scope_.run.event());
    std::ranges::move(arguments.pairs_of(options, "environment"), std::back_inserter(request.environment));
    request.timeout = time_for(arguments.integer_of(options, "timeout_ms"));
    request.output_limit = kProgramOutput;
    if (!arguments.is_sound()) {
        return Error("");
    }
    if (const Result<void> allowed = check_program(request.command); !allowed) {
        return allowed.error();
    }
    const Result<LaunchOutcome> outcome = ports_.launcher.run(request, scope_.stop);
    if (!outcome) {
        return outcome.error();
    }
    if (outcome.value().end == LaunchEnd::TimedOut || outcome.value().end == LaunchEnd::Stopped) {
        return Error(quote_for_display(request.command) + " took too long and was killed");
    }
    return to_value(outcome.value());
}

Result<ScriptValue> EngineCalls::request_http(CallArguments& arguments) {
    const ScriptTable* const options = arguments.table(0);
    HttpRequest request;
    const std::string* const method = arguments.text_of(options, "method");
    const std::string* const url = arguments.text_of(options, "url");
    request.headers = arguments.pairs_of(options, "headers");
    if (const std::string* body = arguments.text_of(options, "body")) {
        request.body = *body;
    }
    request.timeout = time_for(arguments.integer_of(options, "timeout_ms"));
    if (!arguments.is_sound() || url == nullptr) {
        return misused("http.request");
    }
    if (ports_.http == nullptr) {
        return Error("there is nothing here that HTTP requests could be sent with");
    }
    request.method = method == nullptr ? request.method : *method;
    request.url = *url;
    request.allow = [policy = ports_.http_policy](std::string_view address) { return policy.check(address); };
    if (const Result<void> allowed = request.allow(request.url); !allowed) {
        return allowed.error();
    }
    const Result<HttpAnswer> answer = ports_.http->send(request, scope_.stop);
    return answer ? Result<ScriptValue>(to_value(answer.value())) : answer.error();
}

Result<ScriptValue> EngineCalls::exists(CallArguments& arguments) {
    const Result<bool> found = ports_.files.exists(arguments.text(0));
    return found ? Result<ScriptValue>(ScriptValue{found.value()}) : found.error();
}

Result<ScriptValue> EngineCalls::file_size(CallArguments& arguments) {
    const Result<std::int64_t> size = ports_.files.size(arguments.text(0));
    return size ? Result<ScriptValue>(ScriptValue{size.value()}) : size.error();
}

Result<ScriptValue> EngineCalls::read_file(CallArguments& arguments) {
    Result<std::string> text = ports_.files.read(arguments.text(0));
    return text ? Result<ScriptValue>(ScriptValue{std::move(text).value()}) : text.error();
}

Result<ScriptValue> EngineCalls::write_file(CallArguments& arguments) {
    const std::string& path = arguments.text(0);
    const std::string& text = arguments.text(1);
    const bool appends = arguments.flag_of(arguments.table(2), "append");
    if (!arguments.is_sound()) {
        return Error("");
    }
    return nothing_or(ports_.files.write(path, text, appends ? WriteMode::Append : WriteMode::Replace));
}

Result<ScriptValue> EngineCalls::list_folder(CallArguments& arguments) {
    const Result<std::vector<std::string>> names = ports_.files.list(arguments.text(0));
    if (!names) {
        return names.error();
    }
    ScriptList list;
    for (const std::string& name : names.value()) {
        list.push_back({name});
    }
    return ScriptValue{std::move(list)};
}

Result<ScriptValue> EngineCalls::make_folder(CallArguments& arguments) {
    return nothing_or(ports_.files.make_folder(arguments.text(0)));
}

Result<ScriptValue> EngineCalls::copy_file(CallArguments& arguments) {
    const std::string& from = arguments.text(0);
    const std::string& to = arguments.text(1);
    return nothing_or(ports_.files.copy(from, to, scope_.time.deadline, scope_.stop));
}

Result<ScriptValue> EngineCalls::move_file(CallArguments& arguments) {
    const std::string& from = arguments.text(0);
    return nothing_or(ports_.files.move(from, arguments.text(1)));
}

Result<ScriptValue> EngineCalls::delete_file(CallArguments& arguments) {
    return nothing_or(ports_.files.remove(arguments.text(0)));
}

Result<ScriptValue> EngineCalls::get_value(CallArguments& arguments) {
    return ports_.store.get(scope_.rule, arguments.text(0));
}

Result<ScriptValue> EngineCalls::set_value(CallArguments& arguments) {
    return nothing_or(ports_.store.set(scope_.rule, arguments.text(0), arguments.value(1)));
}

Result<ScriptValue> EngineCalls::emit(CallArguments& arguments) {
    Emission emission{arguments.text(0), {}, scope_.rule, ports_.emit_depth_limit};
    const ScriptValue given = arguments.value(1);
    const auto metadata = arguments.pairs(&given);
    if (!arguments.is_sound()) {
        return Error("");
    }
    if (ports_.emitter == nullptr) {
        return Error("there is nothing here that an event could be emitted to");
    }
    if (metadata.size() > kMostMetadata) {
        return Error("an event may have 64 metadata fields; these are more");
    }
    if (!is_event_name(emission.name)) {
        return Error("the name of an event has letters, digits, _, - and . only, 100 at most");
    }
    for (const auto& [name, value] : metadata) {
        emission.fields.set(name, scope_.run.redacted(value));
    }
    Result<Event> event = emitted_event(std::move(emission), scope_.run.event());
    return event ? nothing_or(ports_.emitter->emit(std::move(event).value())) : event.error();
}

/// Ends early at a stop and when the time is up; whoever executes the script sees to the rest.
Result<ScriptValue> EngineCalls::sleep(CallArguments& arguments) {
    const milliseconds pause =
        std::clamp(milliseconds(std::min<std::int64_t>(arguments.integer(0), 86'400'000)),
                   milliseconds::zero(), time_left());
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any().wait_for(lock, scope_.stop, pause, [] { return false; });
    return ScriptValue();
}

}  // namespace wee
