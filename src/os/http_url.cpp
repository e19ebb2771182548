#include "os/http_url.h"

#include <algorithm>
#include <charconv>

#include "base/template_escape.h"
#include "base/text.h"

namespace wee {
namespace {

constexpr std::string_view kSchemeEnd = "://";
constexpr std::string_view kAlphanumeric = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

bool is_beyond_ascii(char byte) {
    return static_cast<unsigned char>(byte) >= 0x80U;
}

bool is_of(char character, std::string_view others) {
    return kAlphanumeric.find(character) != std::string_view::npos ||
           others.find(character) != std::string_view::npos;
}

/// Between the scheme and the path.
std::string_view authority_of(std::string_view url) {
    const std::string_view rest = url.substr(url.find(kSchemeEnd) + kSchemeEnd.size());
    return rest.substr(0, rest.find_first_of("/?#"));
}

Result<void> check_characters(std::string_view url) {
    const auto is_bad = [](char byte) { return (static_cast<unsigned char>(byte) <= 0x20U) || byte == 0x7F; };
    if (std::ranges::any_of(url, is_bad)) {
        return Error("the URL holds a blank, line end or control character; write a blank as %20");
    }
    if (url.find('\\') != std::string_view::npos) {
        return Error("the URL holds a backslash; write /, or %5C where a backslash is meant");
    }
    return {};
}

Result<std::string> scheme_of(std::string_view url) {
    const std::size_t end = url.find(kSchemeEnd);
    const bool has_scheme = end != std::string_view::npos && end < url.find_first_of("/?#");
    if (!has_scheme) {
        return Error("the URL has no scheme; write https:// or http:// in front of it");
    }
    std::string scheme = to_lower_ascii(url.substr(0, end));
    if (scheme != "http" && scheme != "https") {
        return Error("only http and https URLs can be requested, not " + quote_for_display(scheme));
    }
    return scheme;
}

/// What follows `user:password@`.
Result<std::string_view> without_user(std::string_view authority) {
    const std::size_t at = authority.find('@');
    if (at == std::string_view::npos) {
        return authority;
    }
    const auto may_be_in_user = [](char character) { return is_of(character, "-._~%!$&'()*+,;=:"); };
    if (authority.find('@', at + 1) != std::string_view::npos ||
        !std::ranges::all_of(authority.substr(0, at), may_be_in_user)) {
        return Error(
            "the user name or password of the URL holds a character that must be percent-encoded there");
    }
    return authority.substr(at + 1);
}

/// How long the host is, which begins the text; 0: there is none.
std::size_t host_length(std::string_view text) {
    if (text.starts_with('[')) {
        const std::size_t end = text.find_first_not_of("0123456789abcdefABCDEF:.", 1);
        return end != std::string_view::npos && end > 1 && text[end] == ']' ? end + 1 : 0;
    }
    const auto is_in_host = [](char byte) { return is_of(byte, "-._") || is_beyond_ascii(byte); };
    return static_cast<std::size_t>(std::ranges::find_if_not(text, is_in_host) - text.begin());
}

/// ":8080"; an empty text is the scheme's own.
Result<std::uint16_t> port_of(std::string_view text, const std::string& scheme) {
    if (text.empty()) {
        return static_cast<std::uint16_t>(scheme == "https" ? 443 : 80);
    }
    std::uint16_t port = 0;
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data() + 1, end, port);
    if (text.front() != ':' || read.ec != std::errc() || read.ptr != end || port == 0) {
        return Error(
            "the host of the URL is not one: letters, digits, dots and -, then perhaps a port as in :8080");
    }
    return port;
}

}  // namespace

std::string HttpUrl::host_text() const {
    const bool is_usual = port == (scheme == "https" ? 443 : 80);
    return is_usual ? host : host + ':' + std::to_string(port);
}

Result<HttpUrl> parse_http_url(std::string_view url) {
    if (const Result<void> checked = check_characters(url); !checked) {
        return checked.error();
    }
    const Result<std::string> scheme = scheme_of(url);
    if (!scheme) {
        return scheme.error();
    }
    const Result<std::string_view> place = without_user(authority_of(url));
    if (!place) {
        return place.error();
    }
    const std::size_t length = host_length(place.value());
    std::string host = to_lower_ascii(place.value().substr(0, length));
    if (host.ends_with('.')) {
        host.pop_back();
    }
    if (host.empty()) {
        return Error("the URL has no host; write one behind " + scheme.value() + "://");
    }
    const Result<std::uint16_t> port = port_of(place.value().substr(length), scheme.value());
    if (!port) {
        return port.error();
    }
    return HttpUrl{scheme.value(), std::move(host), port.value()};
}

std::string to_ascii_url(std::string_view url) {
    const std::string_view authority = authority_of(url);
    const auto path = static_cast<std::size_t>(authority.data() + authority.size() - url.data());
    std::string ascii(url.substr(0, path));
    for (const char byte : url.substr(path)) {
        ascii += is_beyond_ascii(byte) ? url_escaped({&byte, 1}) : std::string(1, byte);
    }
    return ascii;
}

}  // namespace wee
