#pragma once

#include <cstdint>
#include <string>

namespace wee {

/// The path of the program that a process runs. Where the kernel keeps that from us (another user's process):
/// its name alone, up to 15 bytes. Empty where there is no such process.
std::string process_executable(std::uint32_t pid);

}  // namespace wee
