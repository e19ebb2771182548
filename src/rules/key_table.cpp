#include "rules/key_table.h"

#include <algorithm>
#include <bit>
#include <tuple>
#include <utility>

namespace wee {
namespace {

/// What is not there is found out at the first slot nearly always.
constexpr std::size_t kSlotsForKey = 4;

}  // namespace

void KeyTableBuilder::add(KeyPlace place, const KeyAddress& address, std::string_view text,
                          Candidate candidate) {
    filed_.push_back({address.hash, place, address.offset, texts_.size(), text.size(), candidate});
    texts_ += text;
}

KeyTable KeyTableBuilder::build() {
    sort();
    KeyTable table;
    std::vector<std::uint64_t> hashes;  // of the entries
    table.candidates_.reserve(filed_.size());
    for (std::size_t i = 0; i < filed_.size(); ++i) {
        const Filed& filed = filed_[i];
        const bool is_new_hash = i == 0 || filed_[i - 1].hash != filed.hash;
        const bool is_new_key = is_new_hash || filed_[i - 1].place != filed.place ||
                                filed_[i - 1].offset != filed.offset ||
                                text_of(filed_[i - 1]) != text_of(filed);
        if (is_new_key) {
            append(table, filed, is_new_hash);
            hashes.push_back(filed.hash);
        }
        ++table.entries_.back().candidate_count;
        table.candidates_.push_back(filed.candidate);
    }
    fill_slots(table, hashes);
    table.entries_.shrink_to_fit();
    table.texts_.shrink_to_fit();
    *this = {};
    return table;
}

void KeyTableBuilder::sort() {
    const auto order = [this](const Filed& filed) {
        return std::tuple(filed.hash, filed.place.number, filed.offset, text_of(filed), filed.candidate.rule);
    };
    std::ranges::sort(filed_, [&](const Filed& a, const Filed& b) {
        return a.hash != b.hash ? a.hash < b.hash : order(a) < order(b);
    });
}

void KeyTableBuilder::append(KeyTable& table, const Filed& filed, bool is_new_hash) const {
    if (!is_new_hash) {
        table.entries_.back().is_last_of_hash = false;
    }
    table.entries_.push_back({filed.place, static_cast<std::uint32_t>(table.texts_.size()),
                              static_cast<std::uint32_t>(filed.text_size),
                              static_cast<std::uint32_t>(table.candidates_.size()), 0, filed.offset, true});
    table.texts_ += text_of(filed);
}

void KeyTableBuilder::fill_slots(KeyTable& table, std::span<const std::uint64_t> hashes) {
    const std::size_t size = std::bit_ceil(std::max<std::size_t>(1, hashes.size()) * kSlotsForKey);
    table.slots_.assign(size, {});
    table.shift_ = 64U - static_cast<unsigned>(std::countr_zero(size));
    for (std::size_t entry = 0; entry < hashes.size(); ++entry) {
        if (entry > 0 && hashes[entry] == hashes[entry - 1]) {
            continue;
        }
        std::size_t slot = hashes[entry] >> table.shift_;
        while (table.slots_[slot].tag != KeyTable::kFree) {
            slot = (slot + 1) & (size - 1);
        }
        table.slots_[slot] = {KeyTable::tag_of(hashes[entry]), static_cast<std::uint32_t>(entry)};
    }
}

}  // namespace wee
