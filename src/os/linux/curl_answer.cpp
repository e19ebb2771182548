#include "os/linux/curl_answer.h"

#include <algorithm>

namespace wee {
namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(kBlanks);
    return begin == std::string_view::npos ? std::string_view()
                                           : text.substr(begin, text.find_last_not_of(kBlanks) + 1 - begin);
}

}  // namespace

bool CurlAnswer::add_header(std::string_view line) {
    header_bytes_ += line.size();
    if (has_too_many_headers()) {
        return false;
    }
    if (line.starts_with("HTTP/")) {  // also of an answer that is not the last one: 100 Continue, 103
        has_begun_ = true;
        answer_.headers.clear();
        return true;
    }
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos) {
        answer_.headers.emplace_back(trimmed(line.substr(0, colon)), trimmed(line.substr(colon + 1)));
    }
    return true;
}

bool CurlAnswer::add_body(std::string_view bytes) {
    const std::size_t room = body_limit_ - answer_.body.size();
    answer_.body += bytes.substr(0, room);
    answer_.is_cut = answer_.is_cut || bytes.size() > room;
    return !answer_.is_cut;
}

HttpAnswer CurlAnswer::take(int status) {
    answer_.status = status;
    return std::move(answer_);
}

}  // namespace wee
