#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace wee {

/// A random (version 4) UUID by RFC 9562: 128 bits that name one event everywhere.
class EventId {
public:
    EventId() = default;

    /// A fresh id from a generator of the calling thread's own: no lock, no allocation.
    /// Unique, but not secret: never use one as a key or token.
    static EventId generate();

    /// Reads the 36 characters that `to_string` writes; hexadecimal digits in either case. Ids from elsewhere
    /// may be UUIDs of any version.
    static Result<EventId> parse(std::string_view text);

    [[nodiscard]] std::string to_string() const;

    friend auto operator<=>(const EventId&, const EventId&) = default;

private:
    std::uint64_t high_ = 0;
    std::uint64_t low_ = 0;
};

}  // namespace wee
