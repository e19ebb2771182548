#pragma once

#include <atomic>
#include <cstdint>

#include "actions/action.h"
#include "actions/action_options.h"
#include "os/notifier.h"

namespace wee {

/// Shows a notification on the desktop. Succeeds when the desktop has taken it.
class NotifyAction final : public Action {
public:
    /// `notifier` must outlive the action.
    NotifyAction(NotifyActionOptions options, Notifier* notifier)
        : options_(std::move(options)), notifier_(notifier) {}

    ActionResult run(const ActionContext& context) const override;
    [[nodiscard]] std::string_view type() const override { return "notify"; }
    [[nodiscard]] std::string describe(const RunScope& scope) const override;

private:
    NotifyActionOptions options_;
    Notifier* notifier_;
    mutable std::atomic<std::uint32_t> latest_ = 0;  // what it showed last, for `replaces`
};

}  // namespace wee
