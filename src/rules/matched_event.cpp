#include "rules/matched_event.h"

#include <utility>

#include "event/event_key.h"
#include "event/event_variables.h"

namespace wee {

const std::shared_ptr<const Event>& MatchedEvent::share() {
    if (!shared_) {
        shared_ = std::make_shared<const Event>(std::move(original_));
    }
    return shared_;
}

std::string_view MatchedEvent::key_for(const Rule& rule) {
    if (rule.key) {
        rendered_key_ =
            rule.key->render([this](std::string_view name) { return event_variable(event(), name); });
        return rendered_key_;
    }
    if (!default_key_) {
        default_key_ = default_key(event());
    }
    return *default_key_;
}

}  // namespace wee
