#include "os/http_exchange.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "os/http_url.h"

namespace wee {
namespace {

using std::chrono::milliseconds;

constexpr std::array<std::string_view, 6> kContentHeaders = {
    "content-type", "content-encoding", "content-language", "accept", "accept-language", "user-agent"};

bool holds_control(std::string_view text) {
    return std::ranges::any_of(text, [](char byte) {
        return (static_cast<unsigned char>(byte) < 0x20U && byte != '\t') || byte == 0x7F;
    });
}

Result<void> check_headers(const HttpHeaders& headers) {
    for (const auto& [name, value] : headers) {
        if (!is_http_token(name)) {
            return Error(quote_for_display(name) + " cannot be the name of a header");
        }
        if (is_header_of_client(name)) {
            return Error("the header " + quote_for_display(name) + " is set by itself; leave it out");
        }
        if (holds_control(value)) {
            return Error("the header " + quote_for_display(name) +
                         " holds a line end or another control character, which no header can");
        }
    }
    return {};
}

Result<void> check_request(const HttpRequest& request) {
    if (!is_http_token(request.method) || request.method == "CONNECT") {
        return Error(quote_for_display(request.method) +
                     " is no HTTP method that can be sent; write GET or POST");
    }
    return check_headers(request.headers);
}

/// Where it may lead.
Result<HttpUrl> permitted(const HttpRequest& hop) {
    Result<HttpUrl> url = parse_http_url(hop.url);
    if (!url || !hop.allow) {
        return url;
    }
    const Result<void> allowed = hop.allow(hop.url);
    return allowed ? url : Result<HttpUrl>(allowed.error());
}

bool is_redirect(const HttpHop& hop) {
    constexpr std::array kRedirects = {301, 302, 303, 307, 308};
    return !hop.location.empty() && std::ranges::find(kRedirects, hop.answer.status) != kRedirects.end();
}

bool becomes_get(const std::string& method, int status) {
    return status == 303 ? method != "HEAD" : (status == 301 || status == 302) && method == "POST";
}

void drop_body(HttpRequest& request) {
    request.method = "GET";
    request.body.clear();
    std::erase_if(request.headers,
                  [](const auto& header) { return to_lower_ascii(header.first).starts_with("content-"); });
}

void drop_foreign_headers(HttpRequest& request) {
    std::erase_if(request.headers, [](const auto& header) {
        return std::ranges::find(kContentHeaders, to_lower_ascii(header.first)) == kContentHeaders.end();
    });
}

/// A request and where it is on its way.
class Journey {
public:
    explicit Journey(const HttpRequest& request)
        : hop_(request), deadline_(std::chrono::steady_clock::now() + request.timeout) {}

    Result<HttpAnswer> travel(const HttpExchange& exchange);

private:
    [[nodiscard]] milliseconds remaining() const;
    Result<void> follow(const HttpHop& redirect);

    HttpRequest hop_;
    const std::chrono::steady_clock::time_point deadline_;
    HttpUrl origin_;
    int redirects_ = 0;
};

/// At least a moment, so that the backend finds the time-out and says so.
milliseconds Journey::remaining() const {
    const auto left = std::chrono::ceil<milliseconds>(deadline_ - std::chrono::steady_clock::now());
    return std::max(left, milliseconds(1));
}

Result<void> Journey::follow(const HttpHop& redirect) {
    if (redirects_ == hop_.redirect_limit) {
        return Error("was redirected more than " + std::to_string(redirects_) + " times, and again by " +
                     origin_.host_text() + ": most likely it goes round in circles");
    }
    ++redirects_;
    if (becomes_get(hop_.method, redirect.answer.status)) {
        drop_body(hop_);
    }
    hop_.url = redirect.location;
    const Result<HttpUrl> target = permitted(hop_);
    if (!target) {
        return Error("was redirected by " + origin_.host_text() +
                     " to where it may not go: " + target.error().message());
    }
    if (target.value() != origin_) {
        drop_foreign_headers(hop_);
    }
    origin_ = target.value();
    return {};
}

Result<HttpAnswer> Journey::travel(const HttpExchange& exchange) {
    Result<HttpUrl> origin = permitted(hop_);
    if (!origin) {
        return origin.error();
    }
    origin_ = std::move(origin).value();
    while (true) {
        Result<HttpHop> hop = exchange(hop_, remaining());
        if (!hop) {
            return hop.error();
        }
        if (hop_.redirect_limit == 0 || !is_redirect(hop.value())) {
            HttpAnswer answer = std::move(hop).value().answer;
            answer.url = hop_.url;
            return answer;
        }
        if (const Result<void> followed = follow(hop.value()); !followed) {
            return followed.error();
        }
    }
}

}  // namespace

Result<HttpAnswer> exchange_http(const HttpRequest& request, const HttpExchange& exchange) {
    if (const Result<void> checked = check_request(request); !checked) {
        return checked.error();
    }
    return Journey(request).travel(exchange);
}

bool is_http_token(std::string_view text) {
    constexpr std::string_view kToken =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-.^_`|~";
    return !text.empty() && text.find_first_not_of(kToken) == std::string_view::npos;
}

bool is_header_of_client(std::string_view name) {
    constexpr std::array<std::string_view, 2> kOwn = {"content-length", "transfer-encoding"};
    return std::ranges::find(kOwn, to_lower_ascii(name)) != kOwn.end();
}

}  // namespace wee
