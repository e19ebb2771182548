#pragma once

#include <optional>

#include "config/table_reader.h"
#include "event/event.h"

namespace wee {

/// Reads a test's `event`: `kind`, and if wanted `source`, `id`, `timestamp` and `metadata`; every other key is
/// a metadata field. What is not said is the same in every run: the nil id, the epoch, the source "test".
/// Nothing when there was an error; it has been reported.
std::optional<Event> read_test_event(const TomlTable& table, Position position, Findings& findings);

}  // namespace wee
