#include "actions/http_request_action.h"

#include <algorithm>
#include <array>
#include <utility>

#include "actions/output_excerpt.h"
#include "base/template_escape.h"
#include "base/text.h"

namespace wee {
namespace {

constexpr std::size_t kMostOutput = std::size_t{64} * 1024;

/// On one line, as a header has to be.
std::string header_text(std::string text) {
    std::ranges::replace_if(
        text, [](char byte) { return static_cast<unsigned char>(byte) < 0x20U || byte == 0x7F; }, ' ');
    return text;
}

/// A request that the server cannot serve is the same the next time; but not one that was too early or too many.
bool is_final(int status) {
    constexpr std::array kPassing = {408, 425, 429};
    return status >= 400 && status < 500 && std::ranges::find(kPassing, status) == kPassing.end();
}

/// What the server says to its failure; a whole page says nothing in one line.
std::string complaint_of(std::string_view body) {
    const std::string_view line = first_line(body);
    const std::size_t begin = body.find_first_not_of(" \t\r\n");
    const bool is_page = begin != std::string_view::npos && body[begin] == '<';
    return line.empty() || is_page ? std::string() : ": " + to_display(line);
}

/// One value a name, as HTTP has it: what comes twice stands one behind the other.
void add_header(StepAnswer& answer, const std::string& name, const std::string& value) {
    const std::string key = "header." + to_lower_ascii(name);
    const auto known = std::ranges::find(answer.values, key, &std::pair<std::string, std::string>::first);
    if (known == answer.values.end()) {
        answer.values.emplace_back(key, value);
    } else {
        known->second += ", " + value;
    }
}

StepAnswer answer_of(const HttpAnswer& answer) {
    StepAnswer step{{{"status", std::to_string(answer.status)}, {"body", answer.body}, {"url", answer.url}},
                    answer.body};
    for (const auto& [name, value] : answer.headers) {
        add_header(step, name, value);
    }
    return step;
}

}  // namespace

ActionResult HttpRequestAction::run(const ActionContext& context) const {
    const HttpRequest request = request_for(context.scope);
    ActionResult result;
    if (const Result<void> allowed = options_.policy.check(request.url); !allowed) {
        result = {ActionOutcome::Failed, allowed.error().message(), {}};
        result.may_retry = false;
        return result;
    }
    const Result<HttpAnswer> answer = client_.send(request, context.stop);
    if (answer) {
        return result_of(answer.value(), context.scope);
    }
    result.outcome = context.stop.stop_requested() ? ActionOutcome::Stopped : ActionOutcome::Failed;
    result.message = answer.error().message();
    return result;
}

std::string HttpRequestAction::describe(const RunScope& scope) const {
    return "http_request " + options_.method + ' ' + quote_for_display(scope.show(options_.url));
}

HttpRequest HttpRequestAction::request_for(const RunScope& scope) const {
    HttpRequest request;
    request.method = options_.method;
    request.url = url_for(scope);
    for (const auto& [name, value] : options_.headers) {
        request.headers.emplace_back(name, header_text(scope.render(value)));
    }
    request.body = body_for(scope);
    request.timeout = options_.timeout;
    request.redirect_limit = options_.redirect_limit;
    request.body_limit = options_.response_limit;
    request.allow = [this](std::string_view url) { return options_.policy.check(url); };
    return request;
}

std::string HttpRequestAction::url_for(const RunScope& scope) const {
    bool is_address = options_.url.begins_with_value();
    return scope.render(options_.url, [&is_address](std::string_view value) {
        return std::exchange(is_address, false) ? std::string(value) : url_escaped(value);
    });
}

std::string HttpRequestAction::body_for(const RunScope& scope) const {
    if (options_.json.empty()) {
        switch (options_.body_escape) {
            case BodyEscape::Json:
                return scope.render(options_.body, json_escaped);
            case BodyEscape::Url:
                return scope.render(options_.body, url_escaped);
            case BodyEscape::None:
                break;
        }
        return scope.render(options_.body);
    }
    std::string body;
    for (const JsonPiece& piece : options_.json) {
        body += piece.literal;
        if (piece.text) {
            body.append(1, '"').append(json_escaped(scope.render(*piece.text))).append(1, '"');
        }
    }
    return body;
}

bool HttpRequestAction::is_success(int status) const {
    return options_.success_statuses.empty()
               ? status >= 200 && status < 400
               : std::ranges::find(options_.success_statuses, status) != options_.success_statuses.end();
}

ActionResult HttpRequestAction::result_of(const HttpAnswer& answer, const RunScope& scope) const {
    ActionResult result;
    const bool is_fine = is_success(answer.status);
    result.outcome = is_fine ? ActionOutcome::Succeeded : ActionOutcome::Failed;
    result.may_retry = !is_final(answer.status);
    result.message = "HTTP status " + std::to_string(answer.status);
    if (answer.is_cut) {
        result.message += ", its body cut after " + std::to_string(answer.body.size()) + " bytes";
    }
    const std::string body = scope.redacted(answer.body);
    result.message += is_fine ? std::string() : complaint_of(body);
    result.output = body.substr(0, kMostOutput);
    result.answer = answer_of(answer);
    return result;
}

}  // namespace wee
