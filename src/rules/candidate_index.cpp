#include "rules/candidate_index.h"

#include <string_view>

#include <boost/container/small_vector.hpp>

#include "rules/lower_case.h"
#include "rules/text_lookup.h"

namespace wee {
namespace {

/// Looks up what one event holds.
class EventLookup {
public:
    EventLookup(const KeyTable& table, std::span<const KeysInUse> in_use, CandidateVisitor& visitor)
        : table_(table), in_use_(in_use), visitor_(visitor) {}

    void look_up(const EventTexts::Path& path) {
        slot(SubjectSlots::kFileName).look_up_presence();
        look_up_path(path.full, path.file_name, 0);
        if (uses(SubjectSlots::kFileName + SubjectSlots::kFolded) ||
            uses(SubjectSlots::kFullPath + SubjectSlots::kFolded)) {
            const LowerCase<CandidateIndex::kFoldedOnStack> folded(path.full);
            const auto begin = static_cast<std::size_t>(path.file_name.data() - path.full.data());
            look_up_path(folded.text(), folded.text().substr(begin, path.file_name.size()),
                         SubjectSlots::kFolded);
        }
    }

    /// The slot, or the one for lower case behind it.
    [[nodiscard]] bool uses_any(SlotNumber number) const {
        return uses(number) || uses(number + SubjectSlots::kFolded);
    }

    void look_up(SlotNumber number, std::string_view text) {
        if (uses(number)) {
            slot(number).look_up_presence();
            slot(number).look_up_text(text);
        }
        if (uses(number + SubjectSlots::kFolded)) {
            const LowerCase<CandidateIndex::kFoldedOnStack> folded(text);
            slot(number + SubjectSlots::kFolded).look_up_text(folded.text());
        }
    }

private:
    [[nodiscard]] bool uses(SlotNumber number) const { return in_use_[number].forms != 0; }
    [[nodiscard]] TextLookup slot(SlotNumber number) const {
        return {table_, number, in_use_[number], visitor_};
    }

    void look_up_path(std::string_view full, std::string_view file_name, SlotNumber folded) {
        const PathParts path(full);
        if (uses(SubjectSlots::kFileName + folded)) {
            const bool ends_in_name = !path.name.empty();
            TextLookup name = slot(SubjectSlots::kFileName + folded);
            name.trust(ends_in_name);
            name.look_up_text(file_name);
            name.look_up_extension(ends_in_name ? path.extension : extension_of(file_name));
        }
        if (uses(SubjectSlots::kFullPath + folded)) {
            const TextLookup whole = slot(SubjectSlots::kFullPath + folded);
            whole.look_up_text(full);
            whole.look_up_path(path);
        }
    }

    const KeyTable& table_;
    std::span<const KeysInUse> in_use_;
    CandidateVisitor& visitor_;
};

}  // namespace

void CandidateIndex::visit_candidates(const EventTexts& event, CandidateVisitor& visitor) const {
    visitor.visit(without_key_[static_cast<std::size_t>(event.event().kind)], true);
    EventLookup lookup(table_, in_use_, visitor);
    for (const EventTexts::Path& path : event.paths()) {
        lookup.look_up(path);
    }
    if (lookup.uses_any(SubjectSlots::kSource)) {
        lookup.look_up(SubjectSlots::kSource, event.event().source);
    }
    if (lookup.uses_any(SubjectSlots::kProcessName)) {
        if (const std::string_view name = event.process_name(); !name.empty()) {
            lookup.look_up(SubjectSlots::kProcessName, name);
        }
    }
    for (const Field& field : event.event().metadata) {
        if (field.id != FieldId::Other) {
            lookup.look_up(SubjectSlots::of_field(field.id), field.value);
        } else if (const auto number = slots_.of_other_field(field.other_name)) {
            lookup.look_up(*number, field.value);
        }
    }
}

}  // namespace wee
