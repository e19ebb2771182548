#pragma once

#include <cstddef>
#include <string_view>

#include "os/http_client.h"

namespace wee {

/// Collects what libcurl receives, within bounds. One request.
class CurlAnswer {
public:
    explicit CurlAnswer(std::size_t body_limit) : body_limit_(body_limit) {}

    /// Each line of a header. False: there is too much of it.
    bool add_header(std::string_view line);
    /// What comes of the body. False: the limit is reached, and enough is here.
    bool add_body(std::string_view bytes);

    [[nodiscard]] bool has_begun() const { return has_begun_; }
    [[nodiscard]] bool has_too_many_headers() const { return header_bytes_ > kMostHeaderBytes; }
    [[nodiscard]] bool is_cut() const { return answer_.is_cut; }
    [[nodiscard]] std::size_t received() const { return answer_.body.size(); }
    [[nodiscard]] HttpAnswer take(int status);

private:
    static constexpr std::size_t kMostHeaderBytes = std::size_t{256} * 1024;

    std::size_t body_limit_;
    std::size_t header_bytes_ = 0;
    bool has_begun_ = false;
    HttpAnswer answer_;
};

}  // namespace wee
