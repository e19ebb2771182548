#include "event/event_input.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <system_error>
#include <utility>

#include "base/text.h"

namespace wee {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBufferBytes = 256 * 1024;

std::string reason_text(int reason) {
    return reason == 0 ? std::string() : ": " + std::generic_category().message(reason);
}

}  // namespace

EventInput::EventInput(std::string name, std::unique_ptr<std::streambuf> bytes)
    : name_(std::move(name)), owned_(std::move(bytes)), bytes_(owned_.get()) {}

Result<EventInput> EventInput::open(const std::string& path) {
    if (path == kStandardInput) {
        std::ios::sync_with_stdio(false);  // else every byte is fetched by itself
        return EventInput("standard input", *std::cin.rdbuf());
    }
    const fs::path native(std::u8string(path.begin(), path.end()));
    std::error_code error;
    const fs::file_status status = fs::status(native, error);
    if (status.type() == fs::file_type::not_found) {
        return Error(to_display(path) + ": there is no such file");
    }
    if (status.type() == fs::file_type::directory) {
        return Error(to_display(path) + ": this is a directory; name a file of events");
    }
    auto file = std::make_unique<std::filebuf>();
    auto buffer = std::make_unique<char[]>(kBufferBytes);
    file->pubsetbuf(buffer.get(), kBufferBytes);
    errno = 0;
    if (file->open(native, std::ios::in | std::ios::binary) == nullptr) {
        return Error(to_display(path) + ": the file cannot be read" + reason_text(errno));
    }
    EventInput input(to_display(path), std::move(file));
    input.buffer_ = std::move(buffer);
    return input;
}

Result<std::size_t> EventInput::read(std::span<char> room) {
    using Traits = std::streambuf::traits_type;
    errno = 0;
    try {
        if (Traits::eq_int_type(bytes_->sgetc(), Traits::eof())) {
            return std::size_t{0};
        }
        const std::streamsize most = static_cast<std::streamsize>(room.size());
        const std::streamsize ready = std::clamp<std::streamsize>(bytes_->in_avail(), 1, most);
        return static_cast<std::size_t>(bytes_->sgetn(room.data(), ready));
    } catch (const std::ios_base::failure&) {
        return Error(name_ + ": reading failed" + reason_text(errno));
    }
}

Result<std::string> EventInput::read_all(std::size_t most) {
    std::string text;
    std::string block(kBufferBytes, '\0');
    while (true) {
        const Result<std::size_t> size = read(block);
        if (!size) {
            return size.error();
        }
        if (size.value() == 0) {
            return text;
        }
        if (text.size() + size.value() > most) {
            return Error(name_ + ": more than " + std::to_string(most / (1024 * 1024)) +
                         " MiB are not read in one piece; write one event a line, and give them to standard "
                         "input (-)");
        }
        text.append(block, 0, size.value());
    }
}

}  // namespace wee
