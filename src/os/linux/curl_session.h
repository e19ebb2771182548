#pragma once

#include <chrono>
#include <stop_token>
#include <string>

#include "os/http_exchange.h"
#include "os/linux/curl_library.h"

namespace wee {

/// One request at a time, and the connections that are left of those before. One thread at a time.
class CurlSession {
public:
    /// What all sessions of a client have in common; it outlives them.
    struct Common {
        const CurlLibrary& library;
        CURLSH* share;
        std::string authorities{};  ///< A file of certificates; empty: libcurl's own.
    };

    explicit CurlSession(const Common& common);
    ~CurlSession();
    CurlSession(const CurlSession&) = delete;
    CurlSession& operator=(const CurlSession&) = delete;

    /// Sends it and follows nothing. `remaining` bounds it, a stop ends it.
    Result<HttpHop> exchange(const HttpRequest& request, std::chrono::milliseconds remaining,
                             const std::stop_token& stop);

    /// Where the last request went, so where there is most likely a connection.
    [[nodiscard]] const std::string& host() const { return host_; }

private:
    class Transfer;

    const Common& common_;
    CURLM* multi_;
    CURL* easy_;
    std::string host_;
};

}  // namespace wee
