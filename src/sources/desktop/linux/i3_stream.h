#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace wee {

/// A message of the protocol that i3 made and sway speaks too. Events have the highest bit set in their type.
struct I3Message {
    std::uint32_t type = 0;
    std::string payload{};
};

/// The types that a window watcher uses.
inline constexpr std::uint32_t kI3Subscribe = 2;
inline constexpr std::uint32_t kI3GetTree = 4;
inline constexpr std::uint32_t kI3WorkspaceEvent = 0x80000000U;
inline constexpr std::uint32_t kI3WindowEvent = 0x80000003U;

/// "i3-ipc", the length and the type in this machine's byte order, the payload.
std::string encode_i3_message(std::uint32_t type, std::string_view payload);

/// Cuts what a socket gives into messages.
class I3Stream {
public:
    /// A tree of some ten thousand windows; nothing longer is waited for.
    static constexpr std::size_t kLongestPayload = std::size_t{16} << 20U;

    void append(std::string_view bytes) { buffer_ += bytes; }
    /// The next message, or nothing while it is not there in full. Fails, now and from then on, for bytes
    /// that are no message.
    Result<std::optional<I3Message>> next();

private:
    std::string buffer_;
    std::size_t begin_ = 0;  // what lies before was given out
};

}  // namespace wee
