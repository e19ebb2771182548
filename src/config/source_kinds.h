#pragma once

#include "config/config.h"
#include "event/event_kind.h"

namespace wee {

/// The kinds of events that a source of these options can bring.
EventKindSet kinds_given_by(const SourceOptions& options);

}  // namespace wee
