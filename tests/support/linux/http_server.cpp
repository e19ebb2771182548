#include "tests/support/linux/http_server.h"

#include <chrono>
#include <fstream>
#include <thread>

namespace wee {
namespace {

constexpr const char* kPython = "/usr/bin/python3";  // Debian's, whatever else is in PATH

std::string url_of(const std::string& scheme, int port, const std::string& path) {
    return scheme + "://127.0.0.1:" + std::to_string(port) + path;
}

}  // namespace

bool HttpServer::is_available() {
    return std::filesystem::exists(kPython) && !find_program("openssl").empty();
}

HttpServer::HttpServer() {
    if (!is_available()) {
        return;
    }
    program_ = ChildProgram({kPython, WEE_TEST_SUPPORT "/linux/http_server.py", directory_.text()});
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (!std::filesystem::exists(directory_.file("ports")) &&
           std::chrono::steady_clock::now() < deadline) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    std::ifstream stream(directory_.file("ports"));
    for (int& port : ports_) {
        stream >> port;
    }
}

std::string HttpServer::url(const std::string& path) const {
    return url_of("http", ports_[0], path);
}

std::string HttpServer::secure_url(const std::string& path) const {
    return url_of("https", ports_[1], path);
}

std::string HttpServer::misnamed_url(const std::string& path) const {
    return url_of("https", ports_[2], path);
}

std::string HttpServer::host() const {
    return "127.0.0.1:" + std::to_string(ports_[0]);
}

}  // namespace wee
