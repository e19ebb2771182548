#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wee {

/// A set of file names of one directory, made for many names in little memory: they stand one after another
/// in one block, beside a hash table of their positions (name + 2 bytes + about 8 each). Not synchronised.
class NameSet {
public:
    static constexpr std::size_t kMaximumLength = 0x7fff;

    /// False when the name is in the set already. REQUIRES: at most kMaximumLength bytes.
    bool insert(std::string_view name);
    /// False when the name is not in the set.
    bool erase(std::string_view name);
    [[nodiscard]] bool contains(std::string_view name) const { return find(name) != kNotFound; }
    [[nodiscard]] std::size_t size() const { return count_; }
    [[nodiscard]] bool empty() const { return count_ == 0; }

    /// The names in the order in which they came. Views: alive until the next `insert` or `erase`.
    [[nodiscard]] std::vector<std::string_view> names() const;

private:
    using Slot = std::uint32_t;
    static constexpr Slot kFree = 0;
    static constexpr Slot kErased = 1;
    static constexpr Slot kFirstPosition = 2;  // a slot holds the position of its name in bytes_, plus this
    static constexpr std::size_t kNotFound = static_cast<std::size_t>(-1);

    [[nodiscard]] std::size_t find(std::string_view name) const;
    [[nodiscard]] std::string_view name_at(Slot slot) const;
    [[nodiscard]] std::size_t first_slot(std::string_view name) const;
    void append(std::string_view name);
    void rebuild();

    std::string bytes_;        // for each name: length low byte, length high byte (top bit: erased), the name
    std::vector<Slot> slots_;  // a power of two, at most three quarters not free
    std::uint32_t count_ = 0;
    std::uint32_t taken_slots_ = 0;
};

}  // namespace wee
