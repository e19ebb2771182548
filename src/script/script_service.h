#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "actions/script_action_maker.h"
#include "base/clock.h"
#include "os/environment.h"
#include "os/http_client.h"
#include "os/process_launcher.h"
#include "script/engine_calls.h"
#include "script/host/script_hosts.h"
#include "script/script_settings.h"
#include "script/script_sources.h"
#include "telemetry/log.h"

namespace wee {

/// What scripts are run with. All must outlive the service.
struct ScriptServicePorts {
    ScriptHostStarter& starter;
    ProcessLauncher& launcher;
    Log& log;
    const Clock& clock;
    const Environment& environment;
    HttpClient& http;
};

/// What a configuration lets scripts do.
struct ScriptGrants {
    ScriptSettings settings{};
    HttpPolicy http{};
    std::size_t emit_depth_limit = kDefaultEmitDepthLimit;
};

/// Everything about scripts on the engine's side: their texts, their hosts, and what they may do. Starts
/// nothing before the first script is to run, but for `configure`. Any thread.
class ScriptService final : public ScriptActionMaker {
public:
    explicit ScriptService(const ScriptServicePorts& ports);
    /// REQUIRES: no script runs.
    ~ScriptService() override;

    /// What the configuration says now; scripts that run keep what they began with. With `expects_scripts` a
    /// host is made ready in the background.
    void configure(ScriptGrants grants, bool expects_scripts);
    /// Where scripts emit events to; null: nowhere. Before the first script. It must outlive the scripts.
    void set_emitter(EventEmitter* emitter) { emitter_ = emitter; }

    std::shared_ptr<const Action> make(const ScriptActionOptions& options) override;

    /// Runs the function of the script file for the event that `run` is about.
    struct Job {
        const std::string& path;
        const std::string& name;  ///< What errors and log lines call the script.
        const std::string& function;
        std::chrono::milliseconds timeout;
        const std::string& rule;
        const RunScope& run;
        const std::stop_token& stop;
    };
    ScriptRun run(const Job& job);

private:
    struct Permissions;

    const ScriptServicePorts ports_;
    ScriptSources sources_;
    ScriptHosts hosts_;
    std::mutex mutex_;
    std::shared_ptr<Permissions> permissions_;  // never changed, only replaced
    std::shared_ptr<ScriptStore> store_;
    std::string state_directory_;
    EventEmitter* emitter_ = nullptr;
};

/// The folders below which every script may use files: the working directory, the temporary directory and the
/// user's documents folder.
std::vector<std::string> default_script_folders(const Environment& environment);
/// Where values are kept when the configuration does not say it.
std::string default_state_directory(const Environment& environment);

}  // namespace wee
