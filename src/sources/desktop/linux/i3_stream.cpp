#include "sources/desktop/linux/i3_stream.h"

#include <cstring>

namespace wee {
namespace {

constexpr std::string_view kMagic = "i3-ipc";
constexpr std::size_t kHeaderSize = kMagic.size() + 2 * sizeof(std::uint32_t);

void append_number(std::string& message, std::uint32_t number) {
    char bytes[sizeof number];
    std::memcpy(bytes, &number, sizeof number);
    message.append(bytes, sizeof number);
}

std::uint32_t number_at(std::string_view header, std::size_t offset) {
    std::uint32_t number = 0;
    std::memcpy(&number, header.data() + offset, sizeof number);
    return number;
}

}  // namespace

std::string encode_i3_message(std::uint32_t type, std::string_view payload) {
    std::string message(kMagic);
    append_number(message, static_cast<std::uint32_t>(payload.size()));
    append_number(message, type);
    message += payload;
    return message;
}

Result<std::optional<I3Message>> I3Stream::next() {
    const std::string_view rest = std::string_view(buffer_).substr(begin_);
    const std::string_view start = rest.substr(0, kMagic.size());
    if (start != kMagic.substr(0, start.size())) {
        return Error("it sent what is no message of the i3 protocol");
    }
    if (rest.size() < kHeaderSize) {
        return std::optional<I3Message>();
    }
    const std::size_t length = number_at(rest, kMagic.size());
    if (length > kLongestPayload) {
        return Error("it announced a message of " + std::to_string(length) + " bytes, more than the " +
                     std::to_string(kLongestPayload) + " that are read");
    }
    if (rest.size() < kHeaderSize + length) {
        return std::optional<I3Message>();
    }
    I3Message message{number_at(rest, kMagic.size() + sizeof(std::uint32_t)),
                      std::string(rest.substr(kHeaderSize, length))};
    begin_ += kHeaderSize + length;
    if (begin_ == buffer_.size()) {
        buffer_ = {};  // with its memory: after the tree of the start messages are small
        begin_ = 0;
    } else if (2 * begin_ > buffer_.size()) {
        buffer_.erase(0, begin_);
        begin_ = 0;
    }
    return std::optional(std::move(message));
}

}  // namespace wee
