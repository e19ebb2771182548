#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "actions/http_request_options.h"
#include "base/template_text.h"
#include "telemetry/log.h"

namespace wee {

/// `type = "log"`
struct LogActionOptions {
    TemplateText message{};
    LogLevel level = LogLevel::Info;
};

/// `type = "execute"`
struct ExecuteActionOptions {
    TemplateText command{};
    std::vector<TemplateText> arguments{};
    TemplateText working_directory{};  ///< Empty: the engine's own.
    std::vector<std::pair<std::string, TemplateText>> environment{};
    std::vector<std::string> removed_variables{};  ///< Of the engine's own environment.
    TemplateText standard_input{};
    std::vector<int> success_codes{0};  ///< Exit codes that mean success.
    std::chrono::milliseconds timeout{std::chrono::seconds{30}};
    std::size_t output_limit = 64 * 1024;
};

/// `type = "script"`
struct ScriptActionOptions {
    std::string path{};  ///< Of the file.
    std::string name{};  ///< As configured, for messages.
    std::string function = "on_event";
    std::chrono::milliseconds timeout{std::chrono::seconds{30}};
};

using ActionOptions =
    std::variant<LogActionOptions, ExecuteActionOptions, HttpRequestActionOptions, ScriptActionOptions>;

}  // namespace wee
