#include <algorithm>
#include <string_view>
#include <utility>

#include "rules/candidate_index.h"

namespace wee {

using Form = LookupKey::Form;

void CandidateIndexBuilder::insert(RuleIndex rule, const Trigger& trigger) {
    for (const PlannedKey& key : planner_.plan(trigger)) {
        const Candidate candidate{rule, key.bounds.possible, key.bounds.certain};
        if (key.filing) {
            file(*key.filing, candidate);
            continue;
        }
        for (const EventKind kind : all_event_kinds()) {
            if (candidate.possible.contains(kind)) {
                index_.without_key_[static_cast<std::size_t>(kind)].push_back(candidate);
            }
        }
    }
}

void CandidateIndexBuilder::file(const PlannedKey::Filing& filing, Candidate candidate) {
    note_use(filing);
    table_.add(filing.place, filing.address, filing.key.text, candidate);
}

void CandidateIndexBuilder::note_use(const PlannedKey::Filing& filing) {
    const SlotNumber slot = filing.place.slot();
    if (slot >= index_.in_use_.size()) {
        index_.in_use_.resize(slot + 1);
        grams_.resize(slot + 1);
    }
    KeysInUse& use = index_.in_use_[slot];
    use.forms |= KeysInUse::form_bit(filing.key.form);
    const std::string_view text = filing.key.text;
    use.lengths[static_cast<std::size_t>(filing.key.form)] |= KeysInUse::length_bit(text.size());
    switch (filing.key.form) {
        case Form::Start:
            use.start_lengths |= 1U << filing.address.length;
            break;
        case Form::End:
            use.end_lengths |= 1U << filing.address.length;
            break;
        case Form::Ancestor:
            use.deepest_ancestor =
                std::max(use.deepest_ancestor, 1 + static_cast<std::size_t>(std::ranges::count(text, '/')));
            break;
        case Form::Contains:
            grams_[slot].insert(text.substr(filing.address.offset, filing.address.length));
            break;
        default:
            break;
    }
}

void CandidateIndexBuilder::Grams::insert(std::string_view gram) {
    switch (gram.size()) {
        case 4:
            fours.push_back(GramFilter<4>::gram_at(gram.data()));
            break;
        case 2:
            pairs.push_back(GramFilter<2>::gram_at(gram.data()));
            break;
        default:
            singles.push_back(GramFilter<1>::gram_at(gram.data()));
    }
}

CandidateIndex CandidateIndexBuilder::build() && {
    for (std::size_t slot = 0; slot < grams_.size(); ++slot) {
        KeysInUse& use = index_.in_use_[slot];
        const Grams& grams = grams_[slot];
        use.fours = GramFilter<4>(grams.fours);
        use.pairs = GramFilter<2>(grams.pairs);
        use.singles = GramFilter<1>(grams.singles);
    }
    // Every slot that exists can be asked for.
    index_.in_use_.resize(std::max(index_.in_use_.size(), index_.slots_.size()));
    index_.table_ = table_.build();
    return std::move(index_);
}

}  // namespace wee
