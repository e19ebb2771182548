#pragma once

#include "actions/action.h"
#include "actions/action_options.h"
#include "script/script_service.h"

namespace wee {

/// Runs a function of a Lua script in a host process. Succeeds when the function says so. What it returns is
/// there for the actions behind it: `{{steps.NAME.json.key}}`, and what is no table also as `{{steps.NAME.key}}`.
class ScriptAction final : public Action {
public:
    /// `service` must outlive the action.
    ScriptAction(ScriptActionOptions options, ScriptService& service)
        : options_(std::move(options)), service_(service) {}

    ActionResult run(const ActionContext& context) const override;
    [[nodiscard]] std::string_view type() const override { return "script"; }
    [[nodiscard]] std::string describe(const RunScope& scope) const override;

private:
    ScriptActionOptions options_;
    ScriptService& service_;
};

}  // namespace wee
