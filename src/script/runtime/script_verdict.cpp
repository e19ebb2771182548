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

ScriptOutcome failure(std::string message, ScriptValue returned) {
    return {
        .succeeded = false, .message = std::move(message), .traceback = {}, .returned = std::move(returned)};
}

}  // namespace

ScriptOutcome judge_script(const ScriptRequest& request, ScriptValue returned) {
    const auto* table = std::get_if<ScriptTable>(&returned.value);
    if (table == nullptr) {
        return failure(
            subject_of(request) + " returned " + std::string(type_of(returned)) + std::string(kMend),
            std::move(returned));
    }
    const ScriptValue* success = find(*table, "success");
    if (success == nullptr || !std::holds_alternative<bool>(success->value)) {
        return failure(
            subject_of(request) + " returned a table without success = true or false" + std::string(kMend),
            std::move(returned));
    }
    const bool succeeded = std::get<bool>(success->value);
    const ScriptValue* given = find(*table, "message");
    const std::string* text = given == nullptr ? nullptr : std::get_if<std::string>(&given->value);
    if (given != nullptr && text == nullptr) {
        return failure(subject_of(request) + " returned a message that is " + std::string(type_of(*given)) +
                           ": it has to be a text",
                       std::move(returned));
    }
    std::string message = text == nullptr ? std::string() : *text;
    if (!succeeded && message.empty()) {
        message = subject_of(request) + " returned success = false without a message";
    }
    return {.succeeded = succeeded,
            .message = std::move(message),
            .traceback = {},
            .returned = std::move(returned)};
}

}  // namespace wee
