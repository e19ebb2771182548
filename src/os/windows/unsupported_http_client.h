#pragma once

#include <memory>

#include "os/environment.h"
#include "os/http_client.h"

namespace wee {

/// A client whose every request fails and says so.
std::unique_ptr<HttpClient> make_http_client(const Environment& environment);

}  // namespace wee
