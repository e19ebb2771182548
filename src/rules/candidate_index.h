#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "rules/event_texts.h"
#include "rules/gram_filter.h"
#include "rules/key_planner.h"
#include "rules/key_table.h"
#include "rules/subject_slots.h"
#include "rules/trigger.h"

namespace wee {

/// Told of the rules that an event could match.
class CandidateVisitor {
public:
    /// When `proven`, an event of a candidate's certain kinds matches it. A rule may come several times, in
    /// any order, and for kinds that are not the event's.
    virtual void visit(std::span<const Candidate> candidates, bool proven) = 0;

protected:
    ~CandidateVisitor() = default;
};

/// Which keys of a slot there are at all, so that no others are looked up.
struct KeysInUse {
    std::uint32_t forms = 0;          ///< A bit for each form.
    std::uint32_t start_lengths = 0;  ///< A bit for each length.
    std::uint32_t end_lengths = 0;
    std::size_t deepest_ancestor = 0;  ///< In segments.
    GramFilter<4> fours;
    GramFilter<2> pairs;
    GramFilter<1> singles;

    /// A bit for each length of the keys of a form; the last bit for all that are longer.
    std::array<std::uint64_t, LookupKey::kFormCount> lengths{};

    static constexpr std::uint32_t form_bit(LookupKey::Form form) {
        return 1U << static_cast<unsigned>(form);
    }
    static std::uint64_t length_bit(std::size_t length) {
        return std::uint64_t{1} << std::min<std::size_t>(length, 63);
    }

    [[nodiscard]] bool has(LookupKey::Form form) const { return (forms & form_bit(form)) != 0; }
    /// Whether a key of this form may have so many bytes.
    [[nodiscard]] bool has_length(LookupKey::Form form, std::size_t length) const {
        return (lengths[static_cast<std::size_t>(form)] & length_bit(length)) != 0;
    }
};

/// Finds the rules that an event could match without looking at the others. Whatever it leaves out cannot
/// match.
///
/// A rule is filed under something that its trigger needs: a whole text, an extension, a start, an end, a
/// directory, a contained text, or that a field is there. Of several such keys it takes the one that the
/// fewest rules want. Only rules that have none are candidates of every event of their kinds. Looking up
/// costs by the forms of keys in use, and by what is found. Immutable once built.
class CandidateIndex {
public:
    CandidateIndex() = default;

    /// Texts longer than this (bytes) are copied to the heap where rules ignore case.
    static constexpr std::size_t kFoldedOnStack = 4096;

    void visit_candidates(const EventTexts& event, CandidateVisitor& visitor) const;

private:
    friend class CandidateIndexBuilder;

    KeyTable table_;
    SubjectSlots slots_;
    std::vector<KeysInUse> in_use_;  ///< By slot.
    std::array<std::vector<Candidate>, kEventKindCount> without_key_;
};

/// Takes the rules twice: counting all of them tells which keys are rare.
class CandidateIndexBuilder {
public:
    explicit CandidateIndexBuilder(std::size_t rule_count) : planner_(index_.slots_, rule_count) {}
    CandidateIndexBuilder(const CandidateIndexBuilder&) = delete;
    CandidateIndexBuilder& operator=(const CandidateIndexBuilder&) = delete;

    void count(const Trigger& trigger) { planner_.count(trigger); }
    /// REQUIRES: `rule` is greater than every one inserted before; all have been counted.
    void insert(RuleIndex rule, const Trigger& trigger);
    CandidateIndex build() &&;

private:
    struct Grams {
        std::vector<std::uint32_t> fours;
        std::vector<std::uint32_t> pairs;
        std::vector<std::uint32_t> singles;

        void insert(std::string_view gram);
    };

    void file(const PlannedKey::Filing& filing, Candidate candidate);
    void note_use(const PlannedKey::Filing& filing);

    CandidateIndex index_;
    KeyPlanner planner_;
    KeyTableBuilder table_;
    std::vector<Grams> grams_;  ///< By slot.
};

}  // namespace wee
