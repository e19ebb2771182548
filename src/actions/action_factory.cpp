#include "actions/action_factory.h"

#include <cassert>

#include "actions/emit_action.h"
#include "actions/execute_action.h"
#include "actions/http_request_action.h"
#include "actions/log_action.h"
#include "actions/media_action.h"
#include "actions/notify_action.h"
#include "actions/powershell_action.h"
#include "actions/write_file_action.h"

namespace wee {
namespace {

struct MakeAction {
    const ActionPorts& ports;

    std::shared_ptr<const Action> operator()(const LogActionOptions& options) const {
        return std::make_shared<LogAction>(options, ports.log);
    }
    std::shared_ptr<const Action> operator()(const ExecuteActionOptions& options) const {
        return std::make_shared<ExecuteAction>(options, ports.launcher);
    }
    std::shared_ptr<const Action> operator()(const HttpRequestActionOptions& options) const {
        return std::make_shared<HttpRequestAction>(options, ports.http);
    }
    std::shared_ptr<const Action> operator()(const ScriptActionOptions& options) const {
        assert(ports.scripts != nullptr);
        return ports.scripts->make(options);
    }
    std::shared_ptr<const Action> operator()(const EmitActionOptions& options) const {
        return std::make_shared<EmitAction>(options, ports.emitter);
    }
    std::shared_ptr<const Action> operator()(const PowerShellActionOptions& options) const {
        return std::make_shared<PowerShellAction>(options, ports.launcher);
    }
    std::shared_ptr<const Action> operator()(const WriteFileActionOptions& options) const {
        return std::make_shared<WriteFileAction>(options, ports.machine.files);
    }
    std::shared_ptr<const Action> operator()(const NotifyActionOptions& options) const {
        return std::make_shared<NotifyAction>(options, ports.machine.notifier);
    }
    std::shared_ptr<const Action> operator()(const MediaActionOptions& options) const {
        return std::make_shared<MediaAction>(options, ports.machine.media);
    }
};

}  // namespace

std::shared_ptr<const Action> make_action(const ActionOptions& options, const ActionPorts& ports) {
    return std::visit(MakeAction{ports}, options);
}

}  // namespace wee
