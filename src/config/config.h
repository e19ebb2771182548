#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "actions/action.h"
#include "actions/action_options.h"
#include "actions/http_policy.h"
#include "actions/run_options.h"
#include "actions/secrets.h"
#include "base/fingerprint.h"
#include "event/event.h"
#include "event/event_bus.h"
#include "rules/rule.h"
#include "script/script_settings.h"
#include "sources/desktop/window_watcher_options.h"
#include "sources/files/file_watcher_options.h"
#include "sources/processes/process_monitor_options.h"
#include "sources/registry/registry_monitor_options.h"
#include "sources/replay/replay_source_options.h"
#include "sources/timers/timer_options.h"
#include "telemetry/log.h"

namespace wee {

/// `[engine]`
struct EngineOptions {
    /// Events the bus holds. One read of the kernel can give thousands, so the default leaves room for a
    /// burst; memory is used only while events wait.
    std::size_t event_buffer_size = 65'536;
    OverflowPolicy overflow_policy = OverflowPolicy::DropOldest;
    LogLevel log_level = LogLevel::Info;
    HttpPolicy http{};  ///< For scripts; the actions hold it already.
    std::size_t emit_depth_limit =
        kDefaultEmitDepthLimit;  ///< Of the rules' emit actions, which hold it already.
    std::string powershell{};    ///< The interpreter of powershell actions; empty: the one that is there.
    BreakerOptions breaker{};    ///< Of the rules that say nothing else; theirs hold it already.
};

using SourceOptions = std::variant<FileWatcherOptions, WindowWatcherOptions, ProcessMonitorOptions,
                                   RegistryMonitorOptions, TimerOptions, ReplaySourceOptions>;

/// `[[sources]]`; disabled ones are validated and left out.
struct SourceConfig {
    SourceOptions options;
    /// A reload that leaves it as it was leaves the source running.
    Fingerprint definition = Fingerprint::Unknown;
};

struct ActionConfig {
    ActionOptions options;
    OnError on_error = OnError::Fail;
    RetryOptions retry{};
    std::string name{};  ///< What templates of later actions of the rule call it; may be empty.
};

/// `[[rules]]`, disabled ones included.
struct RuleConfig {
    Rule rule;
    std::vector<ActionConfig> actions;
    RunOptions run{};
    std::string description{};
    std::vector<std::string> tags{};
};

/// `[[tests]]`: an event, and what the rules are to make of it (`wee test`).
struct TestConfig {
    std::string name;
    Event event;
    /// The names of exactly the rules that are to match, in any order.
    std::vector<std::string> rules{};
    /// What their actions are to do, as a dry run describes it, in the order of rules and actions; none: not
    /// looked at.
    std::optional<std::vector<std::string>> actions{};
    std::string place{};  ///< "file:line", for reports.
};

/// A whole, valid configuration: plain values, each in the terms of the module that it is for.
struct Config {
    EngineOptions engine;
    ScriptSettings scripts{};
    std::vector<SourceConfig> sources;
    std::vector<RuleConfig> rules;
    std::vector<TestConfig> tests{};
    std::shared_ptr<const Secrets> secrets =
        std::make_shared<Secrets>();  ///< Those that are used. Never null.
};

}  // namespace wee
