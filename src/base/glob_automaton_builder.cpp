#include "base/glob_automaton_builder.h"

namespace wee {

GlobAutomatonBuilder::Outlook GlobAutomatonBuilder::Outlook::or_that_of(const Outlook& other) const {
    return {segment_ends || other.segment_ends, segment_goes_on || other.segment_goes_on,
            globstars_at_segment_start || other.globstars_at_segment_start,
            globstars_inside || other.globstars_inside};
}

GlobAutomatonBuilder::GlobAutomatonBuilder(std::span<const GlobToken> tokens)
    : tokens_(tokens),
      outlooks_(tokens.size() + 1),
      waiting_edges_((tokens.size() + 1) * kEveryBefore.size()) {}

std::vector<GlobAutomaton::State> GlobAutomatonBuilder::run() {
    look_ahead();
    // A state that does nothing but go to the first token: whatever that token is, the start has a number.
    append(StateKind::Go);
    lead(&State::next, 0, Before::Start);
    for (std::size_t token = 0; token < tokens_.size(); ++token) {
        for (const Before before : kEveryBefore) {
            if (!edges_to(token, before).empty() && states_.size() <= GlobAutomaton::kMaximumStates) {
                emit(token, before);
            }
        }
    }
    emit_end();
    return std::move(states_);
}

void GlobAutomatonBuilder::look_ahead() {
    outlooks_.back() = {.segment_ends = true, .globstars_inside = true};
    for (std::size_t token = tokens_.size(); token-- > 0;) {
        outlooks_[token] = outlook_from(token);
    }
}

GlobAutomatonBuilder::Outlook GlobAutomatonBuilder::outlook_from(std::size_t token) const {
    const Outlook behind = outlooks_[token + 1];
    switch (tokens_[token].kind) {
        case TokenKind::Fork:
            return behind.or_that_of(outlooks_[tokens_[token].target]);
        case TokenKind::Jump:
            return outlooks_[tokens_[token].target];
        case TokenKind::Separator:
            return {.segment_ends = true, .globstars_inside = behind.globstars_at_segment_start};
        case TokenKind::Globstar:
            return {.segment_goes_on = true, .globstars_at_segment_start = behind.globstars_inside};
        default:
            return {.segment_goes_on = true};
    }
}

std::vector<GlobAutomatonBuilder::Edge>& GlobAutomatonBuilder::edges_to(std::size_t token, Before before) {
    return waiting_edges_[token * kEveryBefore.size() + static_cast<std::size_t>(before)];
}

void GlobAutomatonBuilder::lead(std::uint16_t State::*end, std::size_t token, Before before) {
    edges_to(token, before).push_back({states_.size() - 1, end});
}

void GlobAutomatonBuilder::append(StateKind kind, std::uint32_t value) {
    states_.push_back({kind, 0, 0, value});
}

void GlobAutomatonBuilder::emit(std::size_t token, Before before) {
    for (const Edge edge : edges_to(token, before)) {
        states_[edge.state].*edge.end = static_cast<std::uint16_t>(states_.size());
    }
    const GlobToken& it = tokens_[token];
    if (it.kind == TokenKind::Fork || it.kind == TokenKind::Jump) {
        return emit_fork(token, before);
    }
    if (it.kind == TokenKind::Separator) {
        return emit_separator(token, before);
    }
    if (before == Before::Globstar) {
        return append(StateKind::Dead);  // it is no whole segment here; it is read as a star elsewhere
    }
    switch (it.kind) {
        case TokenKind::Star:
            return emit_star(token);
        case TokenKind::Globstar:
            return emit_globstar(token, before);
        case TokenKind::AnyCharacter:
            return emit_reader(StateKind::AnyCharacter, token, 0);
        case TokenKind::Set:
            return emit_reader(StateKind::Set, token, it.target);
        default:
            return emit_reader(StateKind::Character, token, it.character);
    }
}

void GlobAutomatonBuilder::emit_reader(StateKind kind, std::size_t token, std::uint32_t value) {
    append(kind, value);
    lead(&State::next, token + 1, Before::Other);
}

void GlobAutomatonBuilder::emit_star(std::size_t token) {
    append(StateKind::Star);
    lead(&State::next, token + 1, Before::Star);
}

void GlobAutomatonBuilder::emit_globstar(std::size_t token, Before before) {
    const bool begins_segment = before == Before::Start || before == Before::Separator;
    const Outlook behind = outlooks_[token + 1];
    if (!begins_segment || !behind.segment_ends) {
        return emit_star(token);
    }
    if (!behind.segment_goes_on) {
        append(StateKind::Go);
        return lead(&State::next, token + 1, Before::Globstar);
    }
    append(StateKind::Fork);
    lead(&State::other, token + 1, Before::Globstar);
    states_.back().next = static_cast<std::uint16_t>(states_.size());
    emit_star(token);
}

void GlobAutomatonBuilder::emit_separator(std::size_t token, Before before) {
    if (before == Before::Globstar) {  // no directory at all, or any run of them that ends in a separator
        append(StateKind::Fork);
        lead(&State::next, token + 1, Before::Separator);
        states_.back().other = static_cast<std::uint16_t>(states_.size());
        append(StateKind::Directories);
        return lead(&State::next, token + 1, Before::Separator);
    }
    if (before == Before::Other && outlooks_[token + 1].globstars_at_segment_start) {  // `a/**` matches `a`
        append(StateKind::Fork);
        lead(&State::other, tokens_.size(), Before::Other);
        states_.back().next = static_cast<std::uint16_t>(states_.size());
    }
    append(StateKind::Character, U'/');
    lead(&State::next, token + 1, Before::Separator);
}

void GlobAutomatonBuilder::emit_fork(std::size_t token, Before before) {
    const bool is_fork = tokens_[token].kind == TokenKind::Fork;
    append(is_fork ? StateKind::Fork : StateKind::Go);
    lead(&State::next, is_fork ? token + 1 : tokens_[token].target, before);
    if (is_fork) {
        lead(&State::other, tokens_[token].target, before);
    }
}

void GlobAutomatonBuilder::emit_end() {
    const auto number_edges = [this](Before before) {
        for (const Edge edge : edges_to(tokens_.size(), before)) {
            states_[edge.state].*edge.end = static_cast<std::uint16_t>(states_.size());
        }
    };
    if (!edges_to(tokens_.size(), Before::Globstar).empty()) {
        number_edges(Before::Globstar);
        append(StateKind::Remainder);
        lead(&State::next, tokens_.size(), Before::Other);
    }
    for (const Before before : {Before::Start, Before::Separator, Before::Star, Before::Other}) {
        number_edges(before);
    }
    append(StateKind::Accept);
}

}  // namespace wee
