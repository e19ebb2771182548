#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include <curl/curl.h>

#include "base/result.h"

namespace wee {

/// How far a request came that failed.
struct CurlProgress {
    std::string host;    ///< As messages name it.
    std::string reason;  ///< libcurl's own words; may be empty.
    int system_error = 0;
    bool is_connected = false;
    bool has_answered = false;             ///< With a first line.
    std::size_t received = 0;              ///< Bytes of the answer's body.
    std::chrono::milliseconds timeout{0};  ///< Of the whole request.
};

/// The sentence for a request that has no answer: what happened, and what to look at.
Error curl_failure(CURLcode code, const CurlProgress& progress);

}  // namespace wee
