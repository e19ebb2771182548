#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

namespace wee {

/// Where the byte stands for the last time, or npos: `rfind`, eight bytes at a time.
inline std::size_t find_last(std::string_view text, char byte) {
    constexpr std::size_t kWord = sizeof(std::uint64_t);
    constexpr std::uint64_t kLowBits = 0x7F7F7F7F7F7F7F7F;
    const std::uint64_t wanted = static_cast<unsigned char>(byte) * std::uint64_t{0x0101010101010101};
    std::size_t end = text.size();
    if constexpr (std::endian::native == std::endian::little) {
        for (; end >= kWord; end -= kWord) {
            std::uint64_t word = 0;
            std::memcpy(&word, text.data() + end - kWord, kWord);
            const std::uint64_t differences = word ^ wanted;
            // The highest bit of each byte that is the wanted one.
            const std::uint64_t found = ~(((differences & kLowBits) + kLowBits) | differences | kLowBits);
            if (found != 0) {
                return end - 1 - static_cast<std::size_t>(std::countl_zero(found)) / 8;
            }
        }
    }
    return text.substr(0, end).rfind(byte);
}

/// What stands behind a name's last dot; nothing without a dot.
inline std::optional<std::string_view> extension_of(std::string_view name) {
    const std::size_t dot = find_last(name, '.');
    return dot == std::string_view::npos ? std::nullopt : std::optional(name.substr(dot + 1));
}

/// The parts of a path with `/` between segments that keys are made of.
struct PathParts {
    std::string_view full;
    std::string_view directory;  ///< Up to the last `/`, that included; empty without one.
    std::string_view name;       ///< What is behind the directory; empty where a `/` ends the path.
    std::optional<std::string_view> extension;  ///< Of the name.

    explicit PathParts(std::string_view path)
        : full(path),
          directory(path.substr(0, find_last(path, '/') + 1)),  // npos + 1 is 0
          name(path.substr(directory.size())),
          extension(extension_of(name)) {}

    /// The directory's last segment. REQUIRES: there is a directory.
    [[nodiscard]] std::string_view parent() const {
        const std::string_view above = directory.substr(0, directory.size() - 1);
        return above.substr(find_last(above, '/') + 1);
    }
};

}  // namespace wee
