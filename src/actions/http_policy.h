#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace wee {

/// One entry of `http_allow`: a host, or all that are below one, at any port or at one.
struct HttpAllowance {
    std::string host;  ///< As in HttpUrl.
    bool is_domain =
        false;  ///< "*.example.org": what is below it, not itself. With an empty host: all hosts.
    std::uint16_t port = 0;  ///< 0: any.

    friend bool operator==(const HttpAllowance&, const HttpAllowance&) = default;
};

/// "api.example.com", "*.example.org", "127.0.0.1:8080", "[::1]", "*". The sentence says what is wrong.
Result<HttpAllowance> parse_http_allowance(std::string_view text);

/// Which hosts the configuration lets actions and scripts send requests to. A plain value.
///
/// It goes by the URL's text, not by the address that a name resolves to. A name beyond ASCII fits only an entry
/// that has the same bytes: what it becomes as a host is not known here.
struct HttpPolicy {
    bool is_enabled = true;
    std::optional<std::vector<HttpAllowance>> allowed{};  ///< None: every host.

    /// An error that says what to write where the request may not be sent. For HttpRequest::allow too.
    [[nodiscard]] Result<void> check(std::string_view url) const;
};

}  // namespace wee
