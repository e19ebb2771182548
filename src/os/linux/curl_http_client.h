#pragma once

#include <memory>

#include "os/environment.h"
#include "os/http_client.h"

namespace wee {

/// libcurl, opened at the first request. Proxies come from the process's environment (http_proxy, https_proxy,
/// no_proxy), the authorities that certificates are verified by from SSL_CERT_FILE, else from the system.
std::unique_ptr<HttpClient> make_http_client(const Environment& environment);

}  // namespace wee
