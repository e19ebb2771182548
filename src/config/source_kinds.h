#pragma once

#include <string>
#include <string_view>

#include "config/config.h"
#include "event/event_kind.h"

namespace wee {

/// "file_watcher", as the configuration writes it.
std::string_view type_name(const SourceOptions& options);
const std::string& source_name(const SourceOptions& options);

/// A type of source that gives one of these kinds. REQUIRES: not empty.
std::string_view type_that_gives(EventKindSet kinds);

/// The kinds of events that a source of these options can bring.
EventKindSet kinds_given_by(const SourceOptions& options);

}  // namespace wee
