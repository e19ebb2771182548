#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "script/runtime/lua_runtime.h"
#include "tests/support/fake_script_calls.h"

namespace wee {

/// Runs texts as scripts: what a test of the runtime needs.
class ScriptTrial {
public:
    LuaRuntime runtime;
    FakeScriptCalls calls;
    ScriptRequest request;

    ScriptTrial() {
        request.event = make_event(EventKind::FileCreated, "downloads", WallTime());
        request.event.metadata.set("path", "/in/a.txt");
    }

    /// Runs the text; its name in errors is "test.lua".
    ScriptOutcome run(std::string_view text) {
        request.source = std::make_shared<const ScriptSource>(
            ScriptSource{.name = "test.lua", .text = std::string(text), .digest = std::string(text)});
        return runtime.execute(request, calls);
    }

    /// What `return EXPRESSION` gives as text, or the error.
    std::string value(std::string_view expression) { return outcome("return " + std::string(expression)); }

    /// What a top level returns, by Lua's own rules for texts; or the error.
    std::string outcome(std::string_view text) {
        request.function.clear();
        request.answer = ScriptAnswer::Any;
        const ScriptOutcome result = run(text);
        request.function = "on_event";
        request.answer = ScriptAnswer::Outcome;
        return result.succeeded ? shown(result.returned) : result.message;
    }

    static std::string shown(const ScriptValue& value) {
        if (const auto* text = std::get_if<std::string>(&value.value)) {
            return *text;
        }
        if (const auto* number = std::get_if<std::int64_t>(&value.value)) {
            return std::to_string(*number);
        }
        if (const auto* floating = std::get_if<double>(&value.value)) {
            return std::to_string(*floating);
        }
        if (const auto* truth = std::get_if<bool>(&value.value)) {
            return *truth ? "true" : "false";
        }
        return value == ScriptValue{} ? "nil" : "table";
    }
};

}  // namespace wee
