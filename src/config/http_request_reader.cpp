#include "config/http_request_reader.h"

#include <algorithm>
#include <array>
#include <utility>

#include <nlohmann/json.hpp>

#include "actions/run_scope.h"
#include "base/text.h"
#include "config/duration_reader.h"
#include "config/json_template_reader.h"
#include "config/template_reader.h"
#include "os/http_exchange.h"
#include "os/http_url.h"

namespace wee {
namespace {

constexpr Key kUrl{"url", "\"https://example.com/hook\""};
constexpr Key kMethod{"method", "\"POST\""};
constexpr Key kHeaders{"headers", "{ Authorization = \"Bearer {{secret.TOKEN}}\" }"};
constexpr Key kBody{"body", "\"{{EVENT_PATH}}\""};
constexpr Key kJson{"json", "{ file = \"{{EVENT_PATH}}\" }"};
constexpr Key kTimeout{"timeout", "\"30s\""};
constexpr Key kTimeoutMs{"timeout_ms", "30000"};
constexpr Key kMaxRedirects{"max_redirects", "5"};
constexpr Key kResponseLimit{"response_limit", "1048576"};
constexpr Key kSuccessStatus{"success_status", "[200, 201]"};

constexpr std::int64_t kLongestTimeoutMs = std::int64_t{24} * 3600 * 1000;
constexpr std::int64_t kMostRedirects = 50;
constexpr std::int64_t kLargestResponse = std::int64_t{64} * 1024 * 1024;

using Headers = std::vector<std::pair<std::string, TemplateText>>;

/// Where the part that names the host ends, in the text of a URL's template.
std::size_t host_end(std::string_view url) {
    bool inside = false;
    bool behind_scheme = false;
    for (std::size_t at = 0; at < url.size(); ++at) {
        const std::string_view rest = url.substr(at);
        if (rest.starts_with("{{")) {
            inside = true;
        } else if (rest.starts_with("}}")) {
            inside = false;
        } else if (!inside && !behind_scheme && rest.starts_with("://")) {
            behind_scheme = true;
            at += 2;
        } else if (!inside && std::string_view("/?#").find(url[at]) != std::string_view::npos) {
            return at;
        }
    }
    return url.size();
}

bool is_from_outside(const TemplateText& text) {
    return std::ranges::any_of(text.variables(),
                               [](std::string_view name) { return secret_of_variable(name).empty(); });
}

/// What can be said of the URL before there is an event. Empty: nothing is wrong.
std::string url_fault(std::string_view source, std::string_view host, bool is_host_literal) {
    const std::size_t first_variable = std::min(source.find("{{"), source.size());
    if (is_host_literal) {
        const std::string_view known = source.substr(0, std::max(first_variable, host.size()));
        const Result<HttpUrl> url = parse_http_url(known);
        return url ? std::string() : url.error().message();
    }
    const std::string known = to_lower_ascii(source.substr(0, first_variable));
    if (known.empty() || known.starts_with("http://") || known.starts_with("https://")) {
        return {};
    }
    const Result<HttpUrl> url = parse_http_url(known);
    return url ? std::string() : url.error().message();
}

std::optional<TemplateText> read_url(TableReader& reader, TemplateNames& names) {
    const std::optional<Located<std::string>> text = reader.required_text(kUrl);
    std::optional<TemplateText> url =
        text ? parse_template(*text, "url", reader.findings(), &names) : std::nullopt;
    if (!url) {
        return std::nullopt;
    }
    const std::string_view host = std::string_view(url->source()).substr(0, host_end(url->source()));
    const Result<TemplateText> host_template =
        TemplateText::parse(host, [](std::string_view) { return true; });
    const bool is_literal = host_template && host_template.value().is_literal();
    if (const std::string fault = url_fault(url->source(), host, is_literal); !fault.empty()) {
        reader.findings().error(text->position, "`url`: " + fault);
        return std::nullopt;
    }
    names.http_uses.push_back({text->position, is_literal ? std::string(host) : std::string(),
                               host_template && is_from_outside(host_template.value())});
    return url;
}

/// Any method, but for what is most likely a slip of the usual ones.
bool read_method(TableReader& reader, HttpRequestActionOptions& options) {
    constexpr std::array<std::string_view, 7> kUsual = {"GET",    "POST", "PUT",    "PATCH",
                                                        "DELETE", "HEAD", "OPTIONS"};
    const auto text = reader.text(kMethod);
    if (!text) {
        return !reader.has(kMethod.name);
    }
    options.method = text->value;
    std::ranges::transform(options.method, options.method.begin(), [](char letter) {
        return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - ('a' - 'A')) : letter;
    });
    if (std::ranges::find(kUsual, options.method) != kUsual.end()) {
        return true;
    }
    const std::string near = suggestion(options.method, {kUsual.begin(), kUsual.end()});
    const bool is_sound = near.empty() && is_http_token(options.method) && options.method != "CONNECT";
    if (!is_sound) {
        reader.findings().error(text->position,
                                "`method` cannot be " + value_text(text->value) +
                                    (near.empty() ? "; write: method = \"GET\" or \"POST\"" : near));
    }
    return is_sound;
}

bool read_header(const TomlEntry& entry, TableReader& reader, TemplateNames& names, Headers& headers) {
    if (!is_http_token(entry.key) || is_header_of_client(entry.key)) {
        reader.findings().error(
            entry.key_position,
            value_text(entry.key) + (is_http_token(entry.key)
                                         ? " is a header that is set by itself; leave it out"
                                         : " cannot be the name of a header"));
        return false;
    }
    const auto text = reader.text_of({entry.key, "\"...\""}, entry.value, "a text in quotes");
    const auto value =
        text ? parse_template({*text, entry.value.position}, entry.key, reader.findings(), &names)
             : std::nullopt;
    headers.emplace_back(entry.key, value.value_or(TemplateText()));
    return value.has_value();
}

bool read_headers(TableReader& reader, TemplateNames& names, Headers& headers) {
    const TomlTable* table = reader.table(kHeaders);
    if (table == nullptr) {
        return !reader.has(kHeaders.name);
    }
    bool is_sound = true;
    for (const TomlEntry& entry : table->entries) {
        is_sound = read_header(entry, reader, names, headers) && is_sound;
    }
    return is_sound;
}

/// In lower case; none where there is no such header.
std::optional<std::string> content_type(const Headers& headers) {
    for (const auto& [name, value] : headers) {
        if (to_lower_ascii(name) == "content-type") {
            return to_lower_ascii(value.source());
        }
    }
    return std::nullopt;
}

void add_json_type(Headers& headers) {
    headers.emplace_back("Content-Type", TemplateText::parse("application/json", [](std::string_view) {
                                             return true;
                                         }).value());
}

/// Whether it is JSON when each value is one digit: that fits as a number and within quotes.
bool is_json(const TemplateText& body) {
    const std::string sample = body.render([](std::string_view) { return "0"; });
    return sample.find_first_of("{[") != std::string::npos && nlohmann::json::accept(sample);
}

/// Goes by the header Content-Type; where there is none, by whether the body is JSON.
void choose_escape(HttpRequestActionOptions& options) {
    const std::optional<std::string> type = content_type(options.headers);
    if (!type && is_json(options.body)) {
        add_json_type(options.headers);
        options.body_escape = BodyEscape::Json;
    } else if (type && type->find("json") != std::string::npos) {
        options.body_escape = BodyEscape::Json;
    } else if (type && type->find("x-www-form-urlencoded") != std::string::npos) {
        options.body_escape = BodyEscape::Url;
    }
}

bool read_body(TableReader& reader, TemplateNames& names, HttpRequestActionOptions& options) {
    const auto text = reader.text(kBody);
    if (!text) {
        return !reader.has(kBody.name);
    }
    const std::optional<TemplateText> body = parse_template(*text, "body", reader.findings(), &names);
    options.body = body.value_or(TemplateText());
    choose_escape(options);
    return body.has_value();
}

bool read_json(TableReader& reader, TemplateNames& names, HttpRequestActionOptions& options) {
    const TomlValue* value = reader.any(kJson);
    if (value == nullptr) {
        return true;
    }
    if (reader.has(kBody.name)) {
        reader.report_key(kJson.name, "there are both `body` and `json`; keep one of them");
    }
    std::optional<std::vector<JsonPiece>> json = read_json_template(*value, names, reader.findings());
    if (!json) {
        return false;
    }
    options.json = std::move(*json);
    if (!content_type(options.headers)) {
        add_json_type(options.headers);
    }
    return true;
}

/// One whole number or several.
bool read_success_statuses(TableReader& reader, HttpRequestActionOptions& options) {
    const TomlValue* value = reader.any(kSuccessStatus);
    if (value == nullptr) {
        return true;
    }
    for (const TomlValue& element : elements_of(*value)) {
        const auto* status = element.as<std::int64_t>();
        if (status == nullptr || *status < 100 || *status > 599) {
            reader.report_wrong(kSuccessStatus, element, "a status from 100 to 599, or an array of them");
            return false;
        }
        options.success_statuses.push_back(static_cast<int>(*status));
    }
    if (options.success_statuses.empty()) {
        reader.findings().error(value->position, "`success_status` is empty: the action could only fail");
    }
    return !options.success_statuses.empty();
}

void read_limits(TableReader& reader, HttpRequestActionOptions& options) {
    const auto milliseconds = reader.integer(kTimeoutMs, 1, kLongestTimeoutMs);
    options.timeout = std::chrono::milliseconds(milliseconds.value_or(options.timeout.count()));
    if (reader.has(kTimeout.name) && reader.has(kTimeoutMs.name)) {
        reader.report_key(kTimeoutMs.name, "there are both `timeout` and `timeout_ms`; keep one of them");
    }
    options.timeout = read_duration(reader, kTimeout, ZeroDuration::Refused).value_or(options.timeout);
    options.timeout = std::min(options.timeout, std::chrono::milliseconds(kLongestTimeoutMs));
    options.redirect_limit =
        static_cast<int>(reader.integer(kMaxRedirects, 0, kMostRedirects).value_or(options.redirect_limit));
    if (const auto limit = reader.integer(kResponseLimit, 0, kLargestResponse)) {
        options.response_limit = static_cast<std::size_t>(*limit);
    }
}

}  // namespace

std::optional<ActionOptions> read_http_request_action(TableReader& reader, TemplateNames& names) {
    HttpRequestActionOptions options;
    const std::optional<TemplateText> url = read_url(reader, names);
    bool is_sound = url.has_value();
    is_sound = read_method(reader, options) && is_sound;
    is_sound = read_headers(reader, names, options.headers) && is_sound;
    is_sound = read_body(reader, names, options) && is_sound;
    is_sound = read_json(reader, names, options) && is_sound;
    is_sound = read_success_statuses(reader, options) && is_sound;
    read_limits(reader, options);
    if (!is_sound) {
        return std::nullopt;
    }
    options.url = *url;
    return options;
}

void check_http_use(const HttpUse& use, const HttpPolicy& policy, Findings& findings) {
    if (use.is_host_from_outside && policy.is_enabled && !policy.allowed) {
        findings.warning(
            use.position,
            "the host of `url` comes from an event or from an answer, so whoever makes that chooses "
            "where the request goes; say which hosts may be, in [engine]: http_allow = "
            "[\"api.example.com\"]");
        return;
    }
    const std::string sample = use.host.empty() ? "http://host" : use.host;
    const Result<void> allowed = policy.check(sample);
    if (!allowed && (!use.host.empty() || !policy.is_enabled)) {
        findings.warning(use.position, "this request will never be sent: " + allowed.error().message());
    }
}

}  // namespace wee
