#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "actions/http_policy.h"
#include "actions/run_scope.h"
#include "base/clock.h"
#include "event/emitted_event.h"
#include "event/event.h"
#include "event/event_emitter.h"
#include "os/http_client.h"
#include "os/process_launcher.h"
#include "script/call_arguments.h"
#include "script/script_calls.h"
#include "script/script_files.h"
#include "script/script_settings.h"
#include "script/script_store.h"
#include "script/script_time.h"
#include "telemetry/log.h"

namespace wee {

/// What the calls of scripts are answered with. Null: the engine has no such thing, and the script is told so.
struct ScriptCallPorts {
    ProcessLauncher& launcher;
    ScriptFiles& files;
    ScriptStore& store;
    Log& log;
    HttpClient* http = nullptr;
    HttpPolicy http_policy{};
    EventEmitter* emitter = nullptr;
    std::size_t emit_depth_limit = kDefaultEmitDepthLimit;
};

/// One execution as its calls see it. All must outlive it.
struct ScriptCallScope {
    const std::string& rule;
    const std::string& script;  ///< For log lines.
    const RunScope& run;
    const ScriptTime& time;
    const std::stop_token& stop;
};

/// Decides and carries out what scripts ask for. The other end may be a host that was taken over, so nothing
/// that it says is taken for granted. One execution, one thread.
class EngineCalls final : public ScriptCalls {
public:
    /// All must outlive it.
    EngineCalls(const ScriptCallPorts& ports, const ScriptSettings& settings, const ScriptCallScope& scope)
        : ports_(ports), settings_(settings), scope_(scope) {}

    Result<ScriptValue> call(std::string_view function, const ScriptList& arguments) override;
    /// `[LUA] script: line`, with the rule as a field.
    void log(LogLevel level, std::string_view line) override;

private:
    Result<ScriptValue> run_program(CallArguments& arguments);
    Result<ScriptValue> request_http(CallArguments& arguments);
    Result<ScriptValue> exists(CallArguments& arguments);
    Result<ScriptValue> file_size(CallArguments& arguments);
    Result<ScriptValue> read_file(CallArguments& arguments);
    Result<ScriptValue> write_file(CallArguments& arguments);
    Result<ScriptValue> list_folder(CallArguments& arguments);
    Result<ScriptValue> make_folder(CallArguments& arguments);
    Result<ScriptValue> copy_file(CallArguments& arguments);
    Result<ScriptValue> move_file(CallArguments& arguments);
    Result<ScriptValue> delete_file(CallArguments& arguments);
    Result<ScriptValue> get_value(CallArguments& arguments);
    Result<ScriptValue> set_value(CallArguments& arguments);
    Result<ScriptValue> emit(CallArguments& arguments);
    Result<ScriptValue> sleep(CallArguments& arguments);

    [[nodiscard]] std::chrono::milliseconds time_left() const;
    [[nodiscard]] std::chrono::milliseconds time_for(std::optional<std::int64_t> wanted) const;
    [[nodiscard]] Result<void> check_program(const std::string& command) const;

    struct Function;
    static const Function functions[];

    const ScriptCallPorts& ports_;
    const ScriptSettings& settings_;
    const ScriptCallScope scope_;
};

}  // namespace wee
