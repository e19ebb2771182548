#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "rules/candidate_index.h"
#include "rules/path_parts.h"

namespace wee {

/// Looks one text up in one slot of a candidate index, form by form of those in use. Each function tells the
/// visitor of what it finds.
class TextLookup {
public:
    using Form = LookupKey::Form;

    TextLookup(const KeyTable& table, SlotNumber slot, const KeysInUse& in_use, CandidateVisitor& visitor)
        : table_(table), slot_(slot), in_use_(in_use), visitor_(visitor) {}

    /// Whether a found key that proves its condition is to be taken for proof.
    TextLookup& trust(bool trusted) {
        trusted_ = trusted;
        return *this;
    }

    /// What any text is looked up by.
    void look_up_text(std::string_view text) const;
    void look_up_extension(std::optional<std::string_view> extension) const;
    /// What only full paths are looked up by.
    void look_up_path(const PathParts& path) const;
    void look_up_presence() const;

private:
    void look_up_starts(std::string_view text) const;
    void look_up_ends(std::string_view text) const;
    void look_up_contained(std::string_view text) const;
    void look_up_directory(const PathParts& path) const;
    void look_up_parent(const PathParts& path, std::string_view parent) const;
    void look_up_ancestors(std::string_view full) const;

    /// Visits those of the entries under `hash` whose key passes.
    template <typename Passes>
    void find(Form form, std::uint64_t hash, Passes passes) const {
        const KeyPlace place(slot_, form);
        table_.find(hash, [&](const KeyTable::Entry& entry) {
            if (entry.place == place && passes(table_.text_of(entry), entry)) {
                visitor_.visit(table_.candidates_of(entry), trusted_);
            }
        });
    }
    void find_text(Form form, std::string_view text) const;
    void find_pair(Form form, std::string_view first, std::string_view second) const;
    template <std::size_t Length>
    void find_grams(const GramFilter<Length>& filter, std::string_view text) const;

    const KeyTable& table_;
    SlotNumber slot_;
    const KeysInUse& in_use_;
    CandidateVisitor& visitor_;
    bool trusted_ = true;
};

}  // namespace wee
