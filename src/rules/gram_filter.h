#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

namespace wee {

/// Tells in one pass where in a text one of many grams of `Length` bytes may stand: a bit for each hash of a
/// gram. Says "maybe" for about one place in thirty where none does.
template <std::size_t Length>
class GramFilter {
public:
    using Gram = std::uint32_t;

    GramFilter() = default;
    explicit GramFilter(std::span<const Gram> grams) {
        if (grams.empty()) {
            return;
        }
        while (shift_ > kLeastShift && (std::size_t{1} << (32U - shift_)) < grams.size() * kBitsForGram) {
            --shift_;
        }
        bits_.resize((std::size_t{1} << (32U - shift_)) / 64);
        for (const Gram gram : grams) {
            const std::uint32_t bit = bit_of(gram);
            bits_[bit / 64] |= std::uint64_t{1} << (bit % 64);
        }
    }

    static Gram gram_at(const char* bytes) {
        Gram gram = 0;
        std::memcpy(&gram, bytes, Length);
        return gram;
    }

    [[nodiscard]] bool empty() const { return bits_.empty(); }

    /// Calls visit(position) for each place where a gram may stand. REQUIRES: not empty.
    template <typename Visit>
    void scan(std::string_view text, Visit visit) const {
        for (std::size_t i = 0; i + Length <= text.size(); ++i) {
            const std::uint32_t bit = bit_of(gram_at(text.data() + i));
            if ((bits_[bit / 64] >> (bit % 64) & 1U) != 0) {
                visit(i);
            }
        }
    }

private:
    static constexpr std::size_t kBitsForGram = 32;
    static constexpr unsigned kLeastShift = 11;  // 256 KiB

    [[nodiscard]] std::uint32_t bit_of(Gram gram) const { return gram * 0x9E3779B1U >> shift_; }

    std::vector<std::uint64_t> bits_;
    unsigned shift_ = 32 - 10;
};

}  // namespace wee
