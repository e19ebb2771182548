#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace wee {

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest {
    std::string method = "GET";
    std::string url;
    HttpHeaders headers{};
    std::string body{};
    std::chrono::milliseconds timeout{std::chrono::seconds{30}};  ///< For all of it, redirects included.
    int redirect_limit = 5;                ///< 0: a redirect is the answer, and nothing follows it.
    std::size_t body_limit = 1024 * 1024;  ///< Bytes of the answer's body that are kept.
    /// Asked for the URL and each that it is redirected to; its error is the request's. Empty: all may.
    std::function<Result<void>(std::string_view url)> allow{};
};

struct HttpAnswer {
    int status = 0;
    HttpHeaders headers{};  ///< Names as the server spells them, one may be there twice.
    std::string body{};     ///< Unpacked, where the server had packed it.
    bool is_cut = false;    ///< The body went on beyond the limit.
    std::string url{};      ///< Where the last redirect led.
};

/// Port to HTTP. Any thread, several at once; connections are kept for the next request.
///
/// Only http and https; certificates are verified; a proxy is taken from the environment. What is redirected to
/// another host takes neither credentials nor headers of the caller's own along (os/http_exchange.h).
class HttpClient {
public:
    virtual ~HttpClient() = default;

    /// Sends and waits for the whole answer; gives up within 500 ms of a stop. Every status is an answer, 500
    /// too: an error means that there is none, and says why (host unknown, certificate, time-out, ...).
    virtual Result<HttpAnswer> send(const HttpRequest& request, const std::stop_token& stop) = 0;
};

}  // namespace wee
