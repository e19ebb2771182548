#include "script/script_service.h"

#include <utility>

#include "script/script_action.h"

namespace wee {

/// What one version of the configuration allows.
struct ScriptService::Permissions {
    ScriptGrants grants;
    std::unique_ptr<ScriptFiles> files;
    std::shared_ptr<ScriptStore> store;
};

ScriptService::ScriptService(const ScriptServicePorts& ports)
    : ports_(ports), hosts_(ports.starter, ports.log, ports.clock) {
    configure({}, false);
}

ScriptService::~ScriptService() = default;

void ScriptService::configure(ScriptGrants grants, bool expects_scripts) {
    const ScriptSettings& settings = grants.settings;
    std::vector<std::string> folders = default_script_folders(ports_.environment);
    folders.insert(folders.end(), settings.allow_paths.begin(), settings.allow_paths.end());
    const std::string state = settings.state_directory.empty() ? default_state_directory(ports_.environment)
                                                               : settings.state_directory;
    auto permissions = std::make_shared<Permissions>();
    permissions->files = make_script_files(folders);
    permissions->grants = std::move(grants);
    {
        const std::lock_guard lock(mutex_);
        if (!store_ || state_directory_ != state) {
            store_ = std::make_shared<ScriptStore>(state);
            state_directory_ = state;
        }
        permissions->store = store_;
        permissions_ = std::move(permissions);
    }
    hosts_.expect_scripts(expects_scripts);
}

std::shared_ptr<const Action> ScriptService::make(const ScriptActionOptions& options) {
    return std::make_shared<ScriptAction>(options, *this);
}

ScriptRun ScriptService::run(const Job& job) {
    const Result<std::shared_ptr<const ScriptSource>> source = sources_.find(job.path, job.name);
    if (!source) {
        ScriptRun missing;
        missing.outcome.message = source.error().message();
        return missing;
    }
    const auto permissions = [this] {
        const std::lock_guard lock(mutex_);
        return permissions_;
    }();
    const ScriptGrants& grants = permissions->grants;
    const ScriptCallPorts ports{.launcher = ports_.launcher,
                                .files = *permissions->files,
                                .store = *permissions->store,
                                .log = ports_.log,
                                .http = &ports_.http,
                                .http_policy = grants.http,
                                .emitter = emitter_,
                                .emit_depth_limit = grants.emit_depth_limit};
    ScriptTime time{job.timeout};
    EngineCalls calls(ports, grants.settings, {job.rule, job.name, job.run, time, job.stop});
    return hosts_.run({source.value(), job.function, job.run.event(), {}, ScriptAnswer::Outcome}, calls, time,
                      job.stop);
}

}  // namespace wee
