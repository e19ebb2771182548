#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "actions/action.h"
#include "actions/action_options.h"
#include "event/event_bus.h"
#include "rules/rule.h"
#include "sources/file_watcher_options.h"
#include "telemetry/log.h"

namespace wee {

/// `[engine]`
struct EngineOptions {
    /// Events the bus holds. One read of the kernel can give thousands, so the default leaves room for a
    /// burst; memory is used only while events wait.
    std::size_t event_buffer_size = 65'536;
    OverflowPolicy overflow_policy = OverflowPolicy::DropOldest;
    LogLevel log_level = LogLevel::Info;
};

/// A source of a kind that this build knows by name but cannot run on this system yet.
struct UnsupportedSourceOptions {
    std::string name;
    std::string type;
};

/// `[[sources]]`; disabled ones are validated and left out.
using SourceOptions = std::variant<FileWatcherOptions, UnsupportedSourceOptions>;

struct ActionConfig {
    ActionOptions options;
    OnError on_error = OnError::Fail;
};

/// `[[rules]]`, disabled ones included.
struct RuleConfig {
    Rule rule;
    std::vector<ActionConfig> actions;
};

/// A whole, valid configuration: plain values, each in the terms of the module that it is for.
struct Config {
    EngineOptions engine;
    std::vector<SourceOptions> sources;
    std::vector<RuleConfig> rules;
};

}  // namespace wee
