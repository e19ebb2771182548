#include "base/glob_parser.h"

#include <algorithm>
#include <cassert>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "base/glob_lexer.h"

namespace wee {
namespace {

using LexemeKind = GlobLexeme::Kind;
using TokenKind = GlobToken::Kind;

bool is_number(std::span<const GlobLexeme> lexemes) {
    return !lexemes.empty() && std::ranges::all_of(lexemes, [](const GlobLexeme& lexeme) {
        return lexeme.kind == LexemeKind::Character && lexeme.character >= U'0' && lexeme.character <= U'9';
    });
}

bool is_range_end(std::span<const GlobLexeme> lexemes) {
    return is_number(lexemes) || (lexemes.size() == 1 && lexemes[0].kind == LexemeKind::Character);
}

/// Whether the inside of a pair of braces is what shells expand to a sequence, `1..9` or `a..e`.
bool is_range(std::span<const GlobLexeme> inside) {
    const auto is_dot = [](const GlobLexeme& lexeme) { return lexeme.character == U'.'; };
    const auto first = static_cast<std::size_t>(std::ranges::find_if(inside, is_dot) - inside.begin());
    return first + 2 < inside.size() && is_dot(inside[first + 1]) && is_range_end(inside.first(first)) &&
           is_range_end(inside.subspan(first + 2));
}

/// Makes plain characters of the braces and commas that form no group: `{a}`, `}`, `a,b` stand for
/// themselves.
class BraceResolver {
public:
    explicit BraceResolver(std::vector<GlobLexeme>& lexemes) : lexemes_(lexemes) {}

    std::optional<Error> run() {
        for (std::size_t i = 0; i < lexemes_.size(); ++i) {
            if (auto error = visit(i)) {
                return error;
            }
        }
        if (!open_.empty()) {
            return glob_error(
                lexemes_[open_.back().opening].column,
                "the group that '{' opens here has no '}'; write '\\{' for the character itself");
        }
        return std::nullopt;
    }

private:
    struct OpenGroup {
        std::size_t opening;
        bool has_comma = false;
    };

    std::optional<Error> visit(std::size_t i) {
        switch (lexemes_[i].kind) {
            case LexemeKind::OpenBrace:
                open_.push_back({i});
                return std::nullopt;
            case LexemeKind::CloseBrace:
                return close(i);
            case LexemeKind::Comma:
                if (open_.empty()) {
                    make_plain(i);
                } else {
                    open_.back().has_comma = true;
                }
                return std::nullopt;
            default:
                return std::nullopt;
        }
    }

    std::optional<Error> close(std::size_t i) {
        if (open_.empty()) {
            make_plain(i);
            return std::nullopt;
        }
        const OpenGroup group = open_.back();
        open_.pop_back();
        if (group.has_comma) {
            return std::nullopt;
        }
        if (is_range(std::span(lexemes_).subspan(group.opening + 1, i - group.opening - 1))) {
            return glob_error(
                lexemes_[group.opening].column,
                "a sequence such as {1..3} is not part of a pattern; list its members, {1,2,3}");
        }
        make_plain(group.opening);
        make_plain(i);
        return std::nullopt;
    }

    void make_plain(std::size_t i) { lexemes_[i].kind = LexemeKind::Character; }

    std::vector<GlobLexeme>& lexemes_;
    std::vector<OpenGroup> open_;
};

/// Lays the groups out as forks and jumps. Without recursion: nesting may be as deep as a pattern is long.
class Flattener {
public:
    std::vector<GlobToken> run(std::span<const GlobLexeme> lexemes) {
        for (const GlobLexeme& lexeme : lexemes) {
            append(lexeme);
        }
        assert(open_.empty());
        return std::move(tokens_);
    }

private:
    struct OpenGroup {
        std::size_t fork;  ///< Of the alternative that is being read.
        std::vector<std::size_t> jumps;
    };

    void append(const GlobLexeme& lexeme) {
        switch (lexeme.kind) {
            case LexemeKind::OpenBrace:
                open_.push_back({tokens_.size(), {}});
                return tokens_.push_back({TokenKind::Fork});
            case LexemeKind::Comma:
                return begin_next_alternative(open_.back());
            case LexemeKind::CloseBrace:
                return close_group();
            default:
                return tokens_.push_back({token_kind(lexeme.kind), lexeme.character, lexeme.set});
        }
    }

    void begin_next_alternative(OpenGroup& group) {
        group.jumps.push_back(tokens_.size());
        tokens_.push_back({TokenKind::Jump});
        tokens_[group.fork].target = end();
        group.fork = tokens_.size();
        tokens_.push_back({TokenKind::Fork});
    }

    void close_group() {
        const OpenGroup& group = open_.back();
        // The last alternative has no other beside it.
        tokens_[group.fork] = {TokenKind::Jump, 0, static_cast<std::uint32_t>(group.fork) + 1};
        for (const std::size_t jump : group.jumps) {
            tokens_[jump].target = end();
        }
        open_.pop_back();
    }

    static TokenKind token_kind(LexemeKind kind) {
        switch (kind) {
            case LexemeKind::AnyCharacter:
                return TokenKind::AnyCharacter;
            case LexemeKind::Set:
                return TokenKind::Set;
            case LexemeKind::Star:
                return TokenKind::Star;
            case LexemeKind::Globstar:
                return TokenKind::Globstar;
            case LexemeKind::Separator:
                return TokenKind::Separator;
            default:
                return TokenKind::Character;
        }
    }

    [[nodiscard]] std::uint32_t end() const { return static_cast<std::uint32_t>(tokens_.size()); }

    std::vector<GlobToken> tokens_;
    std::vector<OpenGroup> open_;
};

}  // namespace

Result<GlobTokens> parse_glob(std::string_view pattern, CaseSensitivity sensitivity) {
    Result<GlobLexemes> lexed = lex_glob(pattern, sensitivity);
    if (!lexed.ok()) {
        return lexed.error();
    }
    std::vector<GlobLexeme>& lexemes = lexed.value().lexemes;
    if (auto error = BraceResolver(lexemes).run()) {
        return *std::move(error);
    }
    return GlobTokens{Flattener().run(lexemes), std::move(lexed.value().sets)};
}

}  // namespace wee
