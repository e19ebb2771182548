#pragma once

#include "actions/action.h"
#include "actions/action_options.h"
#include "telemetry/log.h"

namespace wee {

/// Writes one line to the engine's log. Always succeeds.
class LogAction final : public Action {
public:
    /// `log` must outlive the action.
    LogAction(LogActionOptions options, Log& log) : options_(std::move(options)), log_(log) {}

    ActionResult run(const ActionContext& context) const override;
    [[nodiscard]] std::string_view type() const override { return "log"; }
    [[nodiscard]] std::string describe(const RunScope& scope) const override;
    [[nodiscard]] bool is_instant() const override { return true; }

private:
    LogActionOptions options_;
    Log& log_;
};

}  // namespace wee
