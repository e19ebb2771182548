#pragma once

#include <array>
#include <string>

#include "tests/support/linux/child_program.h"
#include "tests/support/temporary_directory.h"

namespace wee {

/// A real HTTP server on loopback, with and without TLS (tests/support/linux/http_server.py says which path
/// answers how). Ends with the object.
class HttpServer {
public:
    /// Starts it and waits until it listens; does nothing where it is not available.
    HttpServer();

    /// False: python3 or openssl is missing; the test has to skip.
    [[nodiscard]] static bool is_available();

    /// "http://127.0.0.1:PORT/path"
    [[nodiscard]] std::string url(const std::string& path) const;
    /// The same by https, with a certificate for 127.0.0.1 and localhost.
    [[nodiscard]] std::string secure_url(const std::string& path) const;
    /// The same with a certificate for another host.
    [[nodiscard]] std::string misnamed_url(const std::string& path) const;
    /// "127.0.0.1:PORT"
    [[nodiscard]] std::string host() const;
    /// For SSL_CERT_FILE: who vouches for both certificates.
    [[nodiscard]] std::string authorities() const { return directory_.file("authorities.pem"); }

private:
    TemporaryDirectory directory_;
    ChildProgram program_;
    std::array<int, 3> ports_{};
};

}  // namespace wee
