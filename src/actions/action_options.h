#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "actions/http_request_options.h"
#include "base/template_text.h"
#include "event/emitted_event.h"
#include "os/file_writer.h"
#include "os/media_player.h"
#include "os/notifier.h"
#include "telemetry/log.h"

namespace wee {

/// `type = "log"`
struct LogActionOptions {
    TemplateText message{};
    LogLevel level = LogLevel::Info;
    std::vector<std::pair<std::string, TemplateText>> fields{};
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

/// `type = "powershell"`
struct PowerShellActionOptions {
    std::string script{};  ///< Text without templates; or else
    TemplateText file{};   ///< the path of a script.
    /// What it is started with, but for its command; the arguments are the file's.
    ExecuteActionOptions program{};
    std::string interpreter{};  ///< `engine.powershell`; empty: the one that is there.
};

/// `type = "write_file"`
struct WriteFileActionOptions {
    TemplateText path{};
    TemplateText content{};
    WriteMode mode = WriteMode::Append;
    bool adds_newline = true;  ///< Behind a content that does not end with one.
    bool creates_directories = false;
};

/// `type = "notify"`
struct NotifyActionOptions {
    TemplateText title{};
    TemplateText message{};
    TemplateText icon{};
    Urgency urgency = Urgency::Normal;
    std::optional<std::chrono::milliseconds>
        timeout{};          ///< Nothing: as the desktop has it; 0: until dismissed.
    bool replaces = false;  ///< It takes the place of the one that this action showed before.
};

/// `type = "media"`
struct MediaActionOptions {
    MediaCommand command = MediaCommand::TogglePlayback;
    std::string player{};       ///< Part of its name; empty: the one that plays.
    double volume_step = 0.05;  ///< Of the whole, for VolumeUp and VolumeDown.
};

/// `type = "emit"`
struct EmitActionOptions {
    std::string name{};
    std::vector<std::pair<std::string, TemplateText>> fields{};
    std::size_t depth_limit = kDefaultEmitDepthLimit;  ///< `engine.emit_depth_limit`
};

using ActionOptions = std::variant<LogActionOptions, ExecuteActionOptions, EmitActionOptions,
                                   PowerShellActionOptions, WriteFileActionOptions, NotifyActionOptions,
                                   MediaActionOptions, HttpRequestActionOptions, ScriptActionOptions>;

}  // namespace wee
