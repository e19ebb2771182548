#include "actions/event_text.h"

#include "event/event_variables.h"

namespace wee {

std::string render_for_event(const TemplateText& text, const Event& event) {
    return text.render([&event](std::string_view name) { return event_variable(event, name); });
}

}  // namespace wee
