#include "script/runtime/script_verdict.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace wee {
namespace {

constexpr std::string_view kMend = R"(: end it with return { success = true, message = "..." })";

/// "backup.lua: on_event"
std::string subject_of(const ScriptRequest& request) {
    return request.source->name + ": " + (request.function.empty() ? "the script" : request.function);
}

std::string_view type_of(const ScriptValue& value) {
    constexpr std::string_view kTypes[] = {"nothing", "a boolean", "a number", "a number",
                                           "a text",  "a list",    "a table"};
    return kTypes[value.value.index()];
}

const ScriptValue* find(const ScriptTable& table, std::string_view name) {
    const auto found = std::ranges::find(table, name, &ScriptTable::value_type::first);
    return found == table.end() ? nullptr : &found->second;
}

/// Why the value is no outcome of an action; empty where it is one.
std::string fault_of(const ScriptRequest& request, const ScriptValue& returned) {
    const auto* table = std::get_if<ScriptTable>(&returned.value);
    if (table == nullptr) {
        return subject_of(request) + " returned " + std::string(type_of(returned)) + std::string(kMend);
    }
    const ScriptValue* success = find(*table, "success");
    if (success == nullptr || !std::holds_alternative<bool>(success->value)) {
        return subject_of(request) + " returned a table without success = true or false" + std::string(kMend);
    }
    const ScriptValue* message = find(*table, "message");
    if (message != nullptr && !std::holds_alternative<std::string>(message->value)) {
        return subject_of(request) + " returned a message that is " + std::string(type_of(*message)) +
               ": it has to be a text";
    }
    return {};
}

}  // namespace

ScriptOutcome judge_script(const ScriptRequest& request, ScriptValue returned) {
    ScriptOutcome outcome{.succeeded = false, .message = fault_of(request, returned), .traceback = {}};
    if (outcome.message.empty()) {
        const auto& table = std::get<ScriptTable>(returned.value);
        const ScriptValue* message = find(table, "message");
        outcome.succeeded = std::get<bool>(find(table, "success")->value);
        outcome.message = message == nullptr ? std::string() : std::get<std::string>(message->value);
        if (!outcome.succeeded && outcome.message.empty()) {
            outcome.message = subject_of(request) + " returned success = false without a message";
        }
    }
    outcome.returned = std::move(returned);
    return outcome;
}

}  // namespace wee
