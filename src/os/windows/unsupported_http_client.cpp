#include "os/windows/unsupported_http_client.h"

namespace wee {
namespace {

class UnsupportedHttpClient final : public HttpClient {
public:
    Result<HttpAnswer> send(const HttpRequest&, const std::stop_token&) override {
        return Error("nothing was sent: HTTP requests are not built for Windows yet");
    }
};

}  // namespace

std::unique_ptr<HttpClient> make_http_client(const Environment& /*environment*/) {
    return std::make_unique<UnsupportedHttpClient>();
}

}  // namespace wee
