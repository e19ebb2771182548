#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "os/http_client.h"

namespace wee {

/// One answer of one server.
struct HttpHop {
    HttpAnswer answer;
    std::string location{};  ///< Where it redirects to, as a whole URL; empty: nowhere.
};

/// Sends one request and follows nothing; `remaining` is what is left of the request's time.
using HttpExchange =
    std::function<Result<HttpHop>(const HttpRequest& hop, std::chrono::milliseconds remaining)>;

/// What every backend of HttpClient does alike: refuses what cannot be sent (a line end in a header, a URL
/// without scheme), asks `allow`, and follows redirects, each with the method and headers that are due.
///
/// 303 makes a GET of all but HEAD, 301 and 302 of POST, as everybody does; 307 and 308 change nothing. To
/// another origin (scheme, host and port) only the headers go that describe content; what carries a credential
/// or is the caller's own does not.
Result<HttpAnswer> exchange_http(const HttpRequest& request, const HttpExchange& exchange);

/// Whether it can be the name of a header, or a method: RFC 9110's token.
bool is_http_token(std::string_view text);

/// Headers that a client sets by itself, as the body demands: a caller may not.
bool is_header_of_client(std::string_view name);

}  // namespace wee
