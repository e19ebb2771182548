#include "actions/http_policy.h"

#include <algorithm>

#include "base/text.h"
#include "os/http_url.h"

namespace wee {
namespace {

constexpr std::string_view kAnyBelow = "*.";

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char byte) { return static_cast<unsigned char>(byte) < 0x80U; });
}

bool is_host_of(const HttpAllowance& entry, const std::string& host) {
    if (!entry.is_domain) {
        return host == entry.host;
    }
    return entry.host.empty() ||
           (is_ascii(host) && host.size() > entry.host.size() + 1 && host.ends_with(entry.host) &&
            host[host.size() - entry.host.size() - 1] == '.');
}

}  // namespace

Result<HttpAllowance> parse_http_allowance(std::string_view text) {
    if (text == "*") {
        return HttpAllowance{.host = {}, .is_domain = true};
    }
    if (text.find_first_of("/?#@") != std::string_view::npos) {
        return Error(
            "an entry is a host without scheme and path, such as \"api.example.com\", "
            "\"*.example.org\" or \"127.0.0.1:8080\"");
    }
    const bool is_domain = text.starts_with(kAnyBelow);
    const std::string_view host = text.substr(is_domain ? kAnyBelow.size() : 0);
    // Of the two schemes at least one has another port of its own: only a port that is written is in both.
    const Result<HttpUrl> plain = parse_http_url("http://" + std::string(host));
    const Result<HttpUrl> secure = parse_http_url("https://" + std::string(host));
    if (!plain || !secure) {
        return Error(quote_for_display(text) +
                     " is no host; an entry is such as \"api.example.com\", \"*.example.org\" or "
                     "\"127.0.0.1:8080\"");
    }
    const bool has_port = plain.value().port == secure.value().port;
    return HttpAllowance{plain.value().host, is_domain, has_port ? plain.value().port : std::uint16_t{0}};
}

Result<void> HttpPolicy::check(std::string_view url) const {
    if (!is_enabled) {
        return Error("HTTP requests are switched off: `http_requests_enabled` of [engine] is false");
    }
    const Result<HttpUrl> target = parse_http_url(url);
    if (!target) {
        return target.error();
    }
    const auto fits = [&](const HttpAllowance& entry) {
        return is_host_of(entry, target.value().host) &&
               (entry.port == 0 || entry.port == target.value().port);
    };
    if (allowed && std::ranges::none_of(*allowed, fits)) {
        return Error("the host " + quote_for_display(target.value().host_text()) +
                     " is not in `http_allow` of [engine]; add it there, if requests may go to it");
    }
    return {};
}

}  // namespace wee
