#include "actions/action_factory.h"

#include <cassert>

#include "actions/execute_action.h"
#include "actions/http_request_action.h"
#include "actions/log_action.h"

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
};

}  // namespace

std::shared_ptr<const Action> make_action(const ActionOptions& options, const ActionPorts& ports) {
    return std::visit(MakeAction{ports}, options);
}

}  // namespace wee
