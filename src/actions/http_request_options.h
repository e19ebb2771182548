#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "actions/http_policy.h"
#include "base/template_text.h"

namespace wee {

/// A stretch of a JSON document: text as it is, then perhaps a template whose outcome is a JSON text.
struct JsonPiece {
    std::string literal;
    std::optional<TemplateText> text{};
};

/// How the values of a body's templates are made safe.
enum class BodyEscape { None, Json, Url };

/// `type = "http_request"`
struct HttpRequestActionOptions {
    std::string method = "POST";
    TemplateText url{};
    std::vector<std::pair<std::string, TemplateText>> headers{};
    TemplateText body{};
    BodyEscape body_escape = BodyEscape::None;
    std::vector<JsonPiece> json{};        ///< Takes the body's place where there is any.
    std::vector<int> success_statuses{};  ///< None: all of 200 to 399.
    std::chrono::milliseconds timeout{std::chrono::seconds{30}};
    int redirect_limit = 5;
    std::size_t response_limit = 1024 * 1024;
    HttpPolicy policy{};  ///< That of [engine].
};

}  // namespace wee
