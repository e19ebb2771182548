#pragma once

#include <unistd.h>

#include <utility>

namespace wee {

/// Owns one open file descriptor and closes it at the end. Not for use by two threads at once.
class FileDescriptor {
public:
    FileDescriptor() = default;
    explicit FileDescriptor(int number) : number_(number) {}
    FileDescriptor(FileDescriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    FileDescriptor& operator=(FileDescriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    FileDescriptor(const FileDescriptor&) = delete;
    FileDescriptor& operator=(const FileDescriptor&) = delete;
    ~FileDescriptor() { reset(); }

    void reset() {
        if (number_ >= 0) {
            ::close(std::exchange(number_, -1));
        }
    }
    /// Gives the descriptor up without closing it.
    int release() { return std::exchange(number_, -1); }
    /// -1 when nothing is open, which poll() skips.
    [[nodiscard]] int number() const { return number_; }
    [[nodiscard]] bool is_open() const { return number_ >= 0; }

private:
    int number_ = -1;
};

}  // namespace wee
