#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/glob_automaton.h"

namespace wee {

/// Makes the states of a GlobAutomaton. What `**` and the `/` beside it mean depends on their neighbours, and
/// braces can give a token several: each token gets states for each way in which it can be reached
/// (`Before`).
class GlobAutomatonBuilder {
public:
    explicit GlobAutomatonBuilder(std::span<const GlobToken> tokens);

    /// The first state is the start, the last one accepts. Stops short, with more than kMaximumStates, when
    /// there would be too many.
    std::vector<GlobAutomaton::State> run();

private:
    using State = GlobAutomaton::State;
    using StateKind = State::Kind;
    using TokenKind = GlobToken::Kind;

    /// The token before, seen through forks and jumps.
    enum class Before : std::uint8_t { Start, Separator, Globstar, Star, Other };
    static constexpr std::array kEveryBefore{Before::Start, Before::Separator, Before::Globstar, Before::Star,
                                             Before::Other};

    /// What can follow from a token on, seen through forks and jumps.
    struct Outlook {
        bool segment_ends = false;                ///< A separator or the end.
        bool segment_goes_on = false;             ///< Anything else.
        bool globstars_at_segment_start = false;  ///< `**`, `**/**`, ... and then the end.
        bool globstars_inside = false;            ///< The end, or a separator and the above.

        [[nodiscard]] Outlook or_that_of(const Outlook& other) const;
    };

    /// An edge whose end has no number yet.
    struct Edge {
        std::size_t state;
        std::uint16_t State::*end;
    };

    void look_ahead();
    [[nodiscard]] Outlook outlook_from(std::size_t token) const;

    std::vector<Edge>& edges_to(std::size_t token, Before before);
    void lead(std::uint16_t State::*end, std::size_t token, Before before);
    void append(StateKind kind, std::uint32_t value = 0);

    void emit(std::size_t token, Before before);
    void emit_reader(StateKind kind, std::size_t token, std::uint32_t value);
    void emit_star(std::size_t token);
    void emit_globstar(std::size_t token, Before before);
    void emit_separator(std::size_t token, Before before);
    void emit_fork(std::size_t token, Before before);
    void emit_end();

    std::span<const GlobToken> tokens_;
    std::vector<Outlook> outlooks_;                 ///< Of each token and of the end.
    std::vector<std::vector<Edge>> waiting_edges_;  ///< By the token and Before that they lead to.
    std::vector<State> states_;
};

}  // namespace wee
