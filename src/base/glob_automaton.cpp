#include "base/glob_automaton.h"

#include <algorithm>
#include <bit>

#include "base/glob_automaton_builder.h"
#include "base/glob_character.h"

namespace wee {
namespace {

/// Stands behind the text so that the last walk can follow the edges that read nothing. No state reads it on
/// its way to acceptance in that walk, and there is no walk after it.
constexpr char32_t kEndOfText = 0xFFFFFFFF;

template <typename StateSet>
void insert(StateSet& states, std::size_t state) {
    states[state / 64] |= std::uint64_t{1} << (state % 64);
}

}  // namespace

std::optional<GlobAutomaton> GlobAutomaton::build(GlobTokens pattern, CaseSensitivity sensitivity) {
    GlobAutomaton automaton;
    automaton.states_ = GlobAutomatonBuilder(pattern.tokens).run();
    if (automaton.states_.size() > kMaximumStates) {
        return std::nullopt;
    }
    automaton.sets_ = std::move(pattern.sets);
    automaton.words_ = (automaton.states_.size() + 63) / 64;
    automaton.folds_case_ = sensitivity == CaseSensitivity::Insensitive;
    return automaton;
}

bool GlobAutomaton::matches(std::string_view text) const {
    StateSet sets[2];  // only the words in use are ever written or read
    std::fill_n(sets[0].begin(), words_, 0);
    insert(sets[0], 0);
    unsigned current = 0;
    for (std::size_t position = 0; position < text.size(); current ^= 1U) {
        const char32_t character = next_character(text, position);
        if (!step(sets[current], sets[current ^ 1U], folds_case_ ? to_lower_ascii(character) : character)) {
            return false;
        }
    }
    step(sets[current], sets[current ^ 1U], kEndOfText);
    return accepts(sets[current]);
}

bool GlobAutomaton::step(StateSet& current, StateSet& next, char32_t character) const {
    std::fill_n(next.begin(), words_, 0);
    for (std::size_t word = 0; word < words_; ++word) {
        std::uint64_t unvisited = ~std::uint64_t{0};
        while (const std::uint64_t waiting = current[word] & unvisited) {
            const auto bit = static_cast<unsigned>(std::countr_zero(waiting));
            // All that a visit adds lies behind it, in two shifts because 64 at once is undefined.
            unvisited = ~std::uint64_t{0} << bit << 1U;
            const std::size_t state = word * 64 + bit;
            if (visit(states_[state], current, next, character)) {
                insert(next, state);
            }
        }
    }
    return std::any_of(next.begin(), next.begin() + static_cast<std::ptrdiff_t>(words_),
                       [](std::uint64_t word) { return word != 0; });
}

bool GlobAutomaton::visit(const State& state, StateSet& current, StateSet& next, char32_t character) const {
    using Kind = State::Kind;
    bool reads = false;
    switch (state.kind) {
        case Kind::Character:
            reads = character == state.value;
            break;
        case Kind::AnyCharacter:
            reads = character != U'/';
            break;
        case Kind::Set:
            reads = sets_[state.value].contains(character);
            break;
        case Kind::Star:
            insert(current, state.next);
            return character != U'/';
        case Kind::Directories:
            if (character == U'/') {
                insert(next, state.next);
            }
            return true;
        case Kind::Remainder:
            insert(current, state.next);
            return true;
        case Kind::Fork:
            insert(current, state.other);
            insert(current, state.next);
            return false;
        case Kind::Go:
            insert(current, state.next);
            return false;
        case Kind::Dead:
        case Kind::Accept:
            return false;
    }
    if (reads) {
        insert(next, state.next);
    }
    return false;
}

bool GlobAutomaton::accepts(const StateSet& states) const {
    const std::size_t accept = states_.size() - 1;
    return ((states[accept / 64] >> (accept % 64)) & 1U) != 0;
}

}  // namespace wee
