#pragma once

#include <chrono>
#include <optional>

#include "config/table_reader.h"

namespace wee {

/// Whether "0s" is a meaning of its own (not at all) or a slip.
enum class ZeroDuration { Allowed, Refused };

/// A text such as "500ms". Anything else, a bare number too, is an error that shows the form.
std::optional<std::chrono::milliseconds> read_duration(TableReader& reader, const Key& key,
                                                       ZeroDuration zero);

}  // namespace wee
