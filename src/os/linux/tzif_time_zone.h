#pragma once

#include <memory>
#include <string_view>

#include "base/time_zone.h"

namespace wee {

/// The zone that a compiled time zone file (TZif by RFC 8536, version 2 or newer) holds; null when the bytes
/// are none.
std::shared_ptr<const TimeZone> read_tzif(std::string_view bytes);

}  // namespace wee
