#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wee {

/// A message's bytes with their count in front, in four bytes, the lowest first.
inline constexpr std::size_t kFrameHeader = 4;
/// Of a message, without the header. Nothing longer is sent, and who announces more is not heard.
inline constexpr std::size_t kLongestFrame = 32 * 1024 * 1024;

/// Appends a frame. REQUIRES: at most kLongestFrame bytes.
inline void append_frame(std::string& frames, std::string_view message) {
    for (unsigned shift = 0; shift < 32; shift += 8) {
        frames.push_back(static_cast<char>(static_cast<unsigned char>(message.size() >> shift)));
    }
    frames.append(message);
}

/// What stands in the header. REQUIRES: kFrameHeader bytes.
inline std::size_t frame_size(std::string_view header) {
    std::size_t size = 0;
    for (unsigned i = 0; i < kFrameHeader; ++i) {
        size |= std::size_t{static_cast<unsigned char>(header[i])} << (8 * i);
    }
    return size;
}

}  // namespace wee
