#include "script/script_service.h"

#include <utility>

#include "script/script_action.h"

namespace wee {

/// What one version of the configuration allows.
struct ScriptService::Permissions {
    ScriptSettings settings;
    std::unique_ptr<ScriptFiles> files;
    std::shared_ptr<ScriptStore> store;
};

ScriptService::ScriptService(const ScriptServicePorts& ports)
    : ports_(ports), hosts_(ports.starter, ports.log, ports.clock) {
    configure({}, false);
}

ScriptService::~ScriptService() = default;

void ScriptService::configure(const ScriptSettings& settings, bool expects_scripts) {
    std::vector<std::string> folders = default_script_folders(ports_.environment);
    folders.insert(folders.end(), settings.allow_paths.begin(), settings.allow_paths.end());
    const std::string state = settings.state_directory.empty() ? default_state_directory(ports_.environment)
                                                               : settings.state_directory;
    auto permissions = std::make_shared<Permissions>();
    permissions->settings = settings;
    permissions->files = make_script_files(std::move(folders));
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

void ScriptService::set_http(HttpClient& http, std::function<Result<void>(std::string_view url)> allow_url) {
    http_ = &http;
    allow_url_ = std::move(allow_url);
}

void ScriptService::set_emit(EmitEvent emit) {
    emit_ = std::move(emit);
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
    const ScriptCallPorts ports{
        ports_.launcher, *permissions->files, *permissions->store, ports_.log, http_, allow_url_, emit_};
    ScriptTime time{job.timeout};
    EngineCalls calls(ports, permissions->settings, {job.rule, job.name, job.run, time, job.stop});
    return hosts_.run({source.value(), job.function, job.run.event(), {}, ScriptAnswer::Outcome}, calls, time,
                      job.stop);
}

}  // namespace wee
