#pragma once

#include <string>

#include "base/template_text.h"
#include "event/event.h"

namespace wee {

/// The template with the event's variables put in, each as it is.
std::string render_for_event(const TemplateText& text, const Event& event);

}  // namespace wee
