#include "script/host/byte_stream.h"

#include <bit>

namespace wee {
namespace {

constexpr unsigned kBitsPerByte = 7;  // the eighth says that another byte follows
constexpr std::uint8_t kMore = 0x80;
constexpr unsigned kWidth = 64;

}  // namespace

void ByteWriter::number(std::uint64_t value) {
    while (value >= kMore) {
        byte(static_cast<std::uint8_t>(value | kMore));
        value >>= kBitsPerByte;
    }
    byte(static_cast<std::uint8_t>(value));
}

/// Small numbers of either sign become small ones without.
void ByteWriter::signed_number(std::int64_t value) {
    const auto bits = static_cast<std::uint64_t>(value);
    number((bits << 1U) ^ (value < 0 ? ~std::uint64_t{0} : 0));
}

void ByteWriter::real(double value) {
    auto bits = std::bit_cast<std::uint64_t>(value);
    for (int i = 0; i < 8; ++i, bits >>= 8U) {
        byte(static_cast<std::uint8_t>(bits));
    }
}

void ByteWriter::text(std::string_view value) {
    number(value.size());
    bytes_.append(value);
}

void ByteReader::fail() {
    failed_ = true;
    rest_ = {};
}

std::uint8_t ByteReader::byte() {
    if (rest_.empty()) {
        fail();
        return 0;
    }
    const auto value = static_cast<std::uint8_t>(rest_.front());
    rest_.remove_prefix(1);
    return value;
}

std::uint64_t ByteReader::number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < kWidth; shift += kBitsPerByte) {
        const std::uint8_t next = byte();
        value |= std::uint64_t{static_cast<std::uint8_t>(next & ~kMore)} << shift;
        if ((next & kMore) == 0) {
            return failed_ ? 0 : value;
        }
    }
    fail();
    return 0;
}

std::int64_t ByteReader::signed_number() {
    const std::uint64_t bits = number();
    return static_cast<std::int64_t>((bits >> 1U) ^ ((bits & 1U) != 0 ? ~std::uint64_t{0} : 0));
}

double ByteReader::real() {
    std::uint64_t bits = 0;
    for (unsigned shift = 0; shift < kWidth; shift += 8) {
        bits |= std::uint64_t{byte()} << shift;
    }
    return failed_ ? 0 : std::bit_cast<double>(bits);
}

std::string_view ByteReader::text() {
    const std::size_t size = count();
    const std::string_view value = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return value;
}

std::size_t ByteReader::count() {
    const std::uint64_t value = number();
    if (value > rest_.size()) {
        fail();
        return 0;
    }
    return static_cast<std::size_t>(value);
}

}  // namespace wee
