#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "rules/lookup_key.h"

namespace wee {

/// Which of the tables' parts a text belongs to.
using SlotNumber = std::uint32_t;

/// Numbers what texts rules look at: each subject has a slot for the texts as they are, and the one behind it
/// for texts in lower case. File names, paths, process names, sources and the documented fields have theirs
/// from the start.
class SubjectSlots {
public:
    static constexpr SlotNumber kFileName = 0;
    static constexpr SlotNumber kFullPath = 2;
    static constexpr SlotNumber kProcessName = 4;
    static constexpr SlotNumber kSource = 6;
    static constexpr SlotNumber kFolded = 1;  ///< To be added.

    static SlotNumber of_field(FieldId id) { return kFirstField + 2 * static_cast<SlotNumber>(id); }
    [[nodiscard]] std::optional<SlotNumber> of_other_field(std::string_view name) const;

    /// The key's slot, made when there is none.
    SlotNumber slot_for(const LookupKey& key);
    /// All numbers are less.
    [[nodiscard]] std::size_t size() const { return kFirstOther + 2 * others_.size(); }

private:
    static constexpr SlotNumber kFirstField = 8;
    static constexpr SlotNumber kFirstOther = kFirstField + 2 * static_cast<SlotNumber>(FieldId::Other);

    struct Hash {
        using is_transparent = void;  // NOLINT(readability-identifier-naming)
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    SlotNumber slot_for_subject(const Subject& subject);

    std::unordered_map<std::string, SlotNumber, Hash, std::equal_to<>> others_;
};

}  // namespace wee
