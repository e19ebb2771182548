#include "sources/files/name_set.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <functional>

namespace wee {
namespace {

constexpr std::size_t kPrefixLength = 2;
constexpr unsigned kErasedBit = 0x8000;

unsigned prefix_at(const std::string& bytes, std::size_t position) {
    return static_cast<unsigned char>(bytes[position]) |
           static_cast<unsigned>(static_cast<unsigned char>(bytes[position + 1])) << 8U;
}

}  // namespace

bool NameSet::insert(std::string_view name) {
    assert(name.size() <= kMaximumLength);
    if (contains(name)) {
        return false;
    }
    if ((taken_slots_ + 1) * 4 > slots_.size() * 3) {
        rebuild();
    }
    append(name);
    ++count_;
    return true;
}

void NameSet::append(std::string_view name) {
    std::size_t slot = first_slot(name);
    while (slots_[slot] != kFree) {
        slot = (slot + 1) & (slots_.size() - 1);
    }
    slots_[slot] = static_cast<Slot>(bytes_.size()) + kFirstPosition;
    ++taken_slots_;
    bytes_.push_back(static_cast<char>(name.size() & 0xffU));
    bytes_.push_back(static_cast<char>(name.size() >> 8U));
    bytes_.append(name);
}

bool NameSet::erase(std::string_view name) {
    const std::size_t slot = find(name);
    if (slot == kNotFound) {
        return false;
    }
    const std::size_t high_byte = slots_[slot] - kFirstPosition + 1;
    bytes_[high_byte] = static_cast<char>(static_cast<unsigned char>(bytes_[high_byte]) | kErasedBit >> 8U);
    slots_[slot] = kErased;
    if (--count_ == 0) {
        *this = NameSet();
    }
    return true;
}

std::vector<std::string_view> NameSet::names() const {
    std::vector<std::string_view> names;
    names.reserve(count_);
    for (std::size_t position = 0; position < bytes_.size();) {
        const unsigned prefix = prefix_at(bytes_, position);
        const std::size_t length = prefix & ~kErasedBit;
        if ((prefix & kErasedBit) == 0) {
            names.emplace_back(bytes_.data() + position + kPrefixLength, length);
        }
        position += kPrefixLength + length;
    }
    return names;
}

std::size_t NameSet::find(std::string_view name) const {
    if (slots_.empty()) {
        return kNotFound;
    }
    for (std::size_t slot = first_slot(name); slots_[slot] != kFree;
         slot = (slot + 1) & (slots_.size() - 1)) {
        if (slots_[slot] != kErased && name_at(slots_[slot]) == name) {
            return slot;
        }
    }
    return kNotFound;
}

std::string_view NameSet::name_at(Slot slot) const {
    const std::size_t position = slot - kFirstPosition;
    return {bytes_.data() + position + kPrefixLength, prefix_at(bytes_, position)};
}

std::size_t NameSet::first_slot(std::string_view name) const {
    return std::hash<std::string_view>{}(name) & (slots_.size() - 1);
}

// Room for as many names again; what was erased goes.
void NameSet::rebuild() {
    NameSet rebuilt;
    rebuilt.slots_.assign(std::bit_ceil(std::max<std::size_t>(8, (count_ + 1) * std::size_t{2})), kFree);
    for (const std::string_view name : names()) {
        rebuilt.append(name);
    }
    rebuilt.count_ = count_;
    *this = std::move(rebuilt);
}

}  // namespace wee
