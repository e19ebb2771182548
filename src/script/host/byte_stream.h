#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace wee {

/// Appends numbers and texts to one run of bytes. Whole numbers take as many bytes as they need.
class ByteWriter {
public:
    void byte(std::uint8_t value) { bytes_.push_back(static_cast<char>(value)); }
    void number(std::uint64_t value);
    void signed_number(std::int64_t value);
    void real(double value);
    void text(std::string_view value);

    [[nodiscard]] std::size_t size() const { return bytes_.size(); }
    std::string take() { return std::move(bytes_); }

private:
    std::string bytes_;
};

/// Reads what a ByteWriter wrote, from bytes that may be anything: what does not fit makes it fail for good,
/// and from then on it gives zeros and empty texts. The bytes must outlive the reader and its texts.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

    std::uint8_t byte();
    std::uint64_t number();
    std::int64_t signed_number();
    double real();
    std::string_view text();
    /// A count of things that take at least a byte each: never more than there are bytes left.
    std::size_t count();

    void fail();
    [[nodiscard]] bool failed() const { return failed_; }
    /// All bytes were read, and all were sound.
    [[nodiscard]] bool is_complete() const { return !failed_ && rest_.empty(); }

private:
    std::string_view rest_;
    bool failed_ = false;
};

}  // namespace wee
