#include "rules/subject_slots.h"

namespace wee {

std::optional<SlotNumber> SubjectSlots::of_other_field(std::string_view name) const {
    const auto found = others_.find(name);
    return found == others_.end() ? std::nullopt : std::optional(found->second);
}

SlotNumber SubjectSlots::slot_for(const LookupKey& key) {
    if (key.form == LookupKey::Form::Present) {
        return key.subject.is_path() ? kFileName : slot_for_subject(key.subject);
    }
    const bool folded = key.sensitivity == CaseSensitivity::Insensitive;
    return slot_for_subject(key.subject) + (folded ? kFolded : 0);
}

SlotNumber SubjectSlots::slot_for_subject(const Subject& subject) {
    switch (subject.part) {
        case Subject::Part::FileName:
            return kFileName;
        case Subject::Part::FullPath:
            return kFullPath;
        case Subject::Part::ProcessName:
            return kProcessName;
        case Subject::Part::Source:
            return kSource;
        case Subject::Part::Field:
            break;
    }
    if (subject.field.id != FieldId::Other) {
        return of_field(subject.field.id);
    }
    return others_.try_emplace(subject.field.other, static_cast<SlotNumber>(size())).first->second;
}

}  // namespace wee
