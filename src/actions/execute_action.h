#pragma once

#include "actions/action.h"
#include "actions/action_options.h"
#include "os/process_launcher.h"

namespace wee {

/// Starts a program, without a shell, and waits for its end. Succeeds when its exit code is a success.
class ExecuteAction final : public Action {
public:
    /// `launcher` must outlive the action.
    ExecuteAction(ExecuteActionOptions options, ProcessLauncher& launcher)
        : options_(std::move(options)), launcher_(launcher) {}

    ActionResult run(const ActionContext& context) const override;
    [[nodiscard]] std::string_view type() const override { return "execute"; }
    [[nodiscard]] std::string describe(const RunScope& scope) const override;

private:
    ExecuteActionOptions options_;
    ProcessLauncher& launcher_;
};

}  // namespace wee
