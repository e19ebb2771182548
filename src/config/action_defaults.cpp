#include "config/action_defaults.h"

namespace wee {

void apply_engine_defaults(const EngineOptions& engine, std::vector<ActionConfig>& actions,
                           Definition& definition) {
    for (ActionConfig& action : actions) {
        if (auto* emit = std::get_if<EmitActionOptions>(&action.options)) {
            emit->depth_limit = engine.emit_depth_limit;
            definition.add(std::uint64_t{engine.emit_depth_limit});
        } else if (auto* powershell = std::get_if<PowerShellActionOptions>(&action.options)) {
            powershell->interpreter = engine.powershell;
            definition.add(engine.powershell);
        }
    }
}

}  // namespace wee
