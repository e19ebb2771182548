#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace wee {

/// Where a URL leads: its origin.
struct HttpUrl {
    std::string scheme;      ///< "http" or "https".
    std::string host;        ///< In lower case, without a dot at the end; an IPv6 address in its brackets.
    std::uint16_t port = 0;  ///< The scheme's own where the URL has none.

    friend bool operator==(const HttpUrl&, const HttpUrl&) = default;

    /// "example.com", "example.com:8080": for messages.
    [[nodiscard]] std::string host_text() const;
};

/// Stricter than browsers and HTTP libraries are: what two readers might take for different hosts (a backslash,
/// a blank, a percent sign in the host, two `@`) is an error. So whoever asks for the host by this function may
/// hand the URL to a library. The sentence says what is wrong, and does not quote the URL.
Result<HttpUrl> parse_http_url(std::string_view url);

/// The same URL with every byte beyond ASCII percent-encoded, but for those of the host.
/// REQUIRES: parse_http_url accepts it.
std::string to_ascii_url(std::string_view url);

}  // namespace wee
