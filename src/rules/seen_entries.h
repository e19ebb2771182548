#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace wee {

/// Which entries of a key table were found in a text already. A few cost no allocation; only a text that
/// holds more of them than that is worth one.
class SeenEntries {
public:
    /// `entry_count`: every number is less.
    explicit SeenEntries(std::size_t entry_count) : entry_count_(entry_count) {}

    [[nodiscard]] bool contains(std::size_t entry) const {
        if (!all_.empty()) {
            return all_[entry];
        }
        const auto end = few_.begin() + static_cast<std::ptrdiff_t>(count_);
        return std::find(few_.begin(), end, entry) != end;
    }

    /// REQUIRES: it does not contain it.
    void insert(std::size_t entry) {
        if (all_.empty() && count_ < few_.size()) {
            few_[count_++] = entry;
            return;
        }
        if (all_.empty()) {
            all_.resize(entry_count_);
            for (const std::size_t known : few_) {
                all_[known] = true;
            }
        }
        all_[entry] = true;
    }

private:
    std::size_t entry_count_;
    std::array<std::size_t, 32> few_;  ///< So many first ones are set as `count_` says.
    std::size_t count_ = 0;
    std::vector<bool> all_;
};

}  // namespace wee
