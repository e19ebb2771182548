#include "config/http_access_reader.h"

namespace wee {
namespace {

constexpr Key kEnabled{"http_requests_enabled", "true"};
constexpr Key kAllow{"http_allow", "[\"api.example.com\", \"*.example.org\"]"};

}  // namespace

void read_http_access(TableReader& engine, HttpPolicy& policy) {
    policy.is_enabled = engine.boolean(kEnabled).value_or(policy.is_enabled);
    if (!engine.has(kAllow.name)) {
        engine.any(kAllow);
        return;
    }
    policy.allowed.emplace();
    for (const Located<std::string>& text : engine.texts(kAllow).texts) {
        if (Result<HttpAllowance> entry = parse_http_allowance(text.value)) {
            policy.allowed->push_back(std::move(entry).value());
        } else {
            engine.findings().error(text.position, "`http_allow`: " + entry.error().message());
        }
    }
}

}  // namespace wee
