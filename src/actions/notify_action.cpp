#include "actions/notify_action.h"

#include "actions/output_excerpt.h"
#include "base/text.h"

namespace wee {
namespace {

// Nobody reads more, and desktops lay out all that they get.
constexpr std::size_t kLongestTitle = 500;
constexpr std::size_t kLongestMessage = 4000;

std::string cut(const std::string& text, std::size_t most) {
    return std::string(beginning_of(text, most)) + (text.size() > most ? "..." : "");
}

}  // namespace

ActionResult NotifyAction::run(const ActionContext& context) const {
    if (notifier_ == nullptr) {
        return {ActionOutcome::Failed, "notifications are not built for this system yet", {}};
    }
    const RunScope& scope = context.scope;
    const Notification notification{cut(scope.render(options_.title), kLongestTitle),
                                    cut(scope.render(options_.message), kLongestMessage),
                                    scope.render(options_.icon),
                                    options_.urgency,
                                    options_.timeout,
                                    options_.replaces ? latest_.load() : 0};
    const Result<std::uint32_t> shown = notifier_->show(notification, context.stop);
    if (!shown) {
        const bool was_stopped = context.stop.stop_requested();
        return {was_stopped ? ActionOutcome::Stopped : ActionOutcome::Failed, shown.error().message(), {}};
    }
    latest_ = shown.value();
    return {ActionOutcome::Succeeded, "shown", {}};
}

std::string NotifyAction::describe(const RunScope& scope) const {
    std::string line = "notify " + quote_for_display(scope.show(options_.title));
    const std::string message = scope.show(options_.message);
    return message.empty() ? line : line.append(": ").append(quote_for_display(first_line(message)));
}

}  // namespace wee
