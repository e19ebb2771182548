#pragma once

#include "actions/action.h"
#include "actions/http_request_options.h"
#include "os/http_client.h"

namespace wee {

/// Sends an HTTP request and waits for the answer. Succeeds when the answer's status is a success.
///
/// What stands in templates is made safe for its place: percent-encoded in the URL, but for a variable that the
/// URL begins with, which is an address of its own; escaped in JSON; in headers line ends become blanks. A
/// failure that would only come again (most of 4xx, a host that is not allowed) says so: it is not tried again.
class HttpRequestAction final : public Action {
public:
    /// `client` must outlive the action.
    HttpRequestAction(HttpRequestActionOptions options, HttpClient& client)
        : options_(std::move(options)), client_(client) {}

    ActionResult run(const ActionContext& context) const override;
    [[nodiscard]] std::string_view type() const override { return "http_request"; }
    [[nodiscard]] std::string describe(const RunScope& scope) const override;

private:
    [[nodiscard]] HttpRequest request_for(const RunScope& scope) const;
    [[nodiscard]] std::string url_for(const RunScope& scope) const;
    [[nodiscard]] std::string body_for(const RunScope& scope) const;
    [[nodiscard]] ActionResult result_of(const HttpAnswer& answer, const RunScope& scope) const;
    [[nodiscard]] bool is_success(int status) const;

    HttpRequestActionOptions options_;
    HttpClient& client_;
};

}  // namespace wee
