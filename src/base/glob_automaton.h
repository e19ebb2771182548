#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/glob_parser.h"

namespace wee {

/// Matches any pattern of the dialect, in one pass over the text, with bounded steps for each character.
///
/// The states that the text so far can lead to are the bits of a fixed array. But for loops, every edge leads
/// to a greater number, so one ascending walk over the bits follows the edges that read nothing and the
/// character at once.
class GlobAutomaton {
public:
    /// Nothing when the pattern needs more than kMaximumStates.
    static std::optional<GlobAutomaton> build(GlobTokens pattern, CaseSensitivity sensitivity);

    static constexpr std::size_t kMaximumStates = 2 * Glob::kMaximumPositions;

    [[nodiscard]] bool matches(std::string_view text) const;

    struct State {
        enum class Kind : std::uint8_t {
            Character,
            AnyCharacter,
            Set,
            Star,         ///< Reads anything but `/` and stays; goes on to `next` without reading.
            Directories,  ///< Reads anything and stays; reading `/` also goes on to `next`.
            Remainder,    ///< Reads anything and stays; goes on to `next` without reading.
            Go,           ///< Goes on to `next` without reading.
            Fork,         ///< Goes on to `next` and to `other` without reading.
            Dead,
            Accept,
        };

        Kind kind;
        std::uint16_t next = 0;
        std::uint16_t other = 0;
        std::uint32_t value = 0;  ///< The character, or the place among the sets.
    };

private:
    using StateSet = std::array<std::uint64_t, kMaximumStates / 64>;

    GlobAutomaton() = default;
    bool step(StateSet& current, StateSet& next, char32_t character) const;
    /// Whether the state stays when it reads the character; adds where else it leads.
    bool visit(const State& state, StateSet& current, StateSet& next, char32_t character) const;
    [[nodiscard]] bool accepts(const StateSet& states) const;

    std::vector<State> states_;  ///< The first one is the start, the last one accepts.
    std::vector<GlobSet> sets_;
    std::size_t words_ = 0;  ///< Of a StateSet that are in use.
    bool folds_case_ = false;
};

}  // namespace wee
