#pragma once

#include <cstddef>
#include <span>

namespace wee {

/// process_events.bpf.c, compiled; the build makes the function's file.
std::span<const unsigned char> process_events_object();

}  // namespace wee
