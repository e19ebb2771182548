#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/rule_index.h"
#include "event/event_kind.h"
#include "rules/key_address.h"

namespace wee {

/// A rule that an event may match.
struct Candidate {
    RuleIndex rule;
    EventKindSet possible;  ///< For events of other kinds it is none.
    EventKindSet certain;   ///< Those of these kinds it matches: nothing is left to be evaluated.
};

/// The keys of all rules and who is filed under them: one flat table, immutable once built.
class KeyTable {
public:
    /// A key. Several may share a hash, so what was hashed has to be compared.
    struct Entry {
        KeyPlace place;
        std::uint32_t text_begin;
        std::uint32_t text_size;
        std::uint32_t first_candidate;
        std::uint32_t candidate_count;
        std::uint8_t offset;  ///< Of KeyAddress.
        bool is_last_of_hash;
    };

    KeyTable() : slots_(2) {}

    /// Calls visit(const Entry&) for all with this hash. Most of the time there are none, and that is what it
    /// is quickest at.
    template <typename Visit>
    void find(std::uint64_t hash, Visit visit) const {
        const std::uint32_t tag = tag_of(hash);
        for (std::size_t i = hash >> shift_; slots_[i].tag != kFree; i = (i + 1) & (slots_.size() - 1)) {
            if (slots_[i].tag == tag) {
                const Entry* entry = &entries_[slots_[i].first_entry];
                visit(*entry);
                while (!entry->is_last_of_hash) {
                    visit(*++entry);
                }
            }
        }
    }
    [[nodiscard]] std::string_view text_of(const Entry& entry) const {
        return std::string_view(texts_).substr(entry.text_begin, entry.text_size);
    }
    [[nodiscard]] std::size_t entry_count() const { return entries_.size(); }
    [[nodiscard]] std::size_t number_of(const Entry& entry) const {
        return static_cast<std::size_t>(&entry - entries_.data());
    }
    [[nodiscard]] std::span<const Candidate> candidates_of(const Entry& entry) const {
        return std::span(candidates_).subspan(entry.first_candidate, entry.candidate_count);
    }

private:
    friend class KeyTableBuilder;

    struct Slot {
        std::uint32_t tag = kFree;
        std::uint32_t first_entry = 0;
    };
    static constexpr std::uint32_t kFree = 0;
    /// Other bits than those that choose the slot.
    static std::uint32_t tag_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash) | 1U; }

    std::vector<Slot> slots_;  ///< A power of two, a quarter of them in use at most.
    unsigned shift_ = 63;      ///< Leaves a hash's bits that number a slot.
    std::vector<Entry> entries_;
    std::vector<Candidate> candidates_;
    std::string texts_;
};

class KeyTableBuilder {
public:
    void add(KeyPlace place, const KeyAddress& address, std::string_view text, Candidate candidate);
    /// Leaves the builder empty.
    KeyTable build();

private:
    struct Filed {
        std::uint64_t hash;
        KeyPlace place;
        std::uint8_t offset;
        std::size_t text_begin;
        std::size_t text_size;
        Candidate candidate;
    };

    [[nodiscard]] std::string_view text_of(const Filed& filed) const {
        return std::string_view(texts_).substr(filed.text_begin, filed.text_size);
    }
    void sort();
    void append(KeyTable& table, const Filed& filed, bool is_new_hash) const;
    static void fill_slots(KeyTable& table, std::span<const std::uint64_t> hashes);

    std::vector<Filed> filed_;
    std::string texts_;
};

}  // namespace wee
