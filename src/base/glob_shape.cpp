#include "base/glob_shape.h"

#include <algorithm>
#include <span>
#include <utility>

#include "base/glob_character.h"
#include "base/glob_literal.h"

namespace wee {
namespace {

/// More alternatives than this are quicker as an automaton.
constexpr std::size_t kMaximumAlternatives = 8;

using TokenKind = GlobToken::Kind;
using TokenSequence = std::vector<GlobToken>;

/// The pattern without braces: a sequence for each alternative. Empty when there are too many.
std::vector<TokenSequence> write_out(const GlobTokens& pattern) {
    struct Unfinished {
        TokenSequence sequence;
        std::size_t token = 0;
    };
    std::vector<TokenSequence> sequences;
    std::vector<Unfinished> unfinished(1);
    while (!unfinished.empty()) {
        if (sequences.size() + unfinished.size() > kMaximumAlternatives) {
            return {};
        }
        Unfinished current = std::move(unfinished.back());
        unfinished.pop_back();
        while (current.token < pattern.tokens.size()) {
            const GlobToken& token = pattern.tokens[current.token++];
            if (token.kind == TokenKind::Jump) {
                current.token = token.target;
            } else if (token.kind == TokenKind::Fork) {
                unfinished.push_back({current.sequence, token.target});
            } else {
                current.sequence.push_back(token);
            }
        }
        sequences.push_back(std::move(current.sequence));
    }
    return sequences;
}

class ShapeFinder {
public:
    explicit ShapeFinder(CaseSensitivity sensitivity) { shape_.sensitivity = sensitivity; }

    std::optional<GlobShape> run(std::span<const GlobToken> sequence) {
        const auto last_separator =
            std::ranges::find(sequence.rbegin(), sequence.rend(), TokenKind::Separator, &GlobToken::kind);
        const auto name_begin = static_cast<std::size_t>(sequence.rend() - last_separator);
        if (!read_directories(sequence.first(name_begin)) || !read_name(sequence.subspan(name_begin))) {
            return std::nullopt;
        }
        return std::move(shape_);
    }

private:
    static bool is_globstar(std::span<const GlobToken> segment) {
        return segment.size() == 1 && segment[0].kind == TokenKind::Globstar;
    }

    /// Takes the segments, each with the separator behind it.
    bool read_directories(std::span<const GlobToken> directories) {
        while (!directories.empty()) {
            const auto separator = std::ranges::find(directories, TokenKind::Separator, &GlobToken::kind);
            const auto length = static_cast<std::size_t>(separator - directories.begin());
            if (!read_directory(directories.first(length))) {
                return false;
            }
            directories = directories.subspan(length + 1);
        }
        return true;
    }

    bool read_directory(std::span<const GlobToken> segment) {
        if (is_globstar(segment)) {
            return !std::exchange(shape_.any_depth, true);
        }
        std::string& directory = shape_.any_depth ? shape_.tail : shape_.root;
        for (const GlobToken& token : segment) {
            if (token.kind != TokenKind::Character) {
                return false;
            }
            append_utf8(directory, token.character);
        }
        directory += '/';
        return true;
    }

    bool read_name(std::span<const GlobToken> segment) {
        if (is_globstar(segment)) {
            shape_.name = GlobShape::Name::Everything;
            return !shape_.any_depth;
        }
        std::vector<std::string> pieces(1);
        for (std::size_t i = 0; i < segment.size(); ++i) {
            if (segment[i].kind == TokenKind::Character) {
                append_utf8(pieces.back(), segment[i].character);
            } else if (!is_star(segment[i])) {
                return false;
            } else if (i == 0 || !is_star(segment[i - 1])) {
                pieces.emplace_back();
            }
        }
        return take_pieces(std::move(pieces));
    }

    /// The texts between the stars.
    bool take_pieces(std::vector<std::string> pieces) {
        if (pieces.size() > 3) {
            return false;
        }
        constexpr std::array kNames{GlobShape::Name::Exact, GlobShape::Name::OneStar,
                                    GlobShape::Name::TwoStars};
        shape_.name = kNames[pieces.size() - 1];
        shape_.suffix = std::move(pieces.back());
        if (pieces.size() > 1) {
            shape_.prefix = std::move(pieces.front());
        }
        if (pieces.size() > 2) {
            shape_.middle = std::move(pieces[1]);
        }
        return true;
    }

    static bool is_star(const GlobToken& token) {
        return token.kind == TokenKind::Star || token.kind == TokenKind::Globstar;
    }

    GlobShape shape_;
};

}  // namespace

bool GlobShape::matches(std::string_view text) const {
    if (name == Name::Everything) {
        return matches_everything_below(text);
    }
    if (!may_match(text)) {
        return false;
    }
    const std::size_t name_begin = text.rfind('/') + 1;  // npos + 1 is 0
    return matches_name(text.substr(name_begin)) && matches_directories(text.substr(0, name_begin));
}

bool GlobShape::may_match(std::string_view text) const {
    if (!ends_with_literal(text, suffix, sensitivity)) {
        return false;
    }
    const bool begins = any_depth || (starts_with_literal(text, root, sensitivity) &&
                                      starts_with_literal(text.substr(root.size()), prefix, sensitivity));
    return begins && (middle.empty() || contains_literal(text, middle, sensitivity));
}

bool GlobShape::matches_name(std::string_view text) const {
    if (name == Name::Exact) {
        return equals_literal(text, suffix, sensitivity);
    }
    if (text.size() < prefix.size() + middle.size() + suffix.size() ||
        !starts_with_literal(text, prefix, sensitivity)) {
        return false;
    }
    text.remove_prefix(prefix.size());
    text.remove_suffix(suffix.size());
    return contains_literal(text, middle, sensitivity);
}

bool GlobShape::matches_directories(std::string_view text) const {
    if (!any_depth) {
        return equals_literal(text, root, sensitivity);
    }
    if (text.size() < root.size() + tail.size() || !starts_with_literal(text, root, sensitivity) ||
        !ends_with_literal(text, tail, sensitivity)) {
        return false;
    }
    const std::string_view between = text.substr(root.size(), text.size() - root.size() - tail.size());
    return between.empty() || between.back() == '/';
}

bool GlobShape::matches_everything_below(std::string_view text) const {
    if (starts_with_literal(text, root, sensitivity)) {
        return true;
    }
    const std::string_view itself = std::string_view(root).substr(0, root.empty() ? 0 : root.size() - 1);
    return !itself.empty() && itself.back() != '/' && equals_literal(text, itself, sensitivity);
}

std::vector<GlobShape> find_glob_shapes(const GlobTokens& pattern, CaseSensitivity sensitivity) {
    std::vector<GlobShape> shapes;
    for (const TokenSequence& sequence : write_out(pattern)) {
        std::optional<GlobShape> shape = ShapeFinder(sensitivity).run(sequence);
        if (!shape) {
            return {};
        }
        shapes.push_back(*std::move(shape));
    }
    return shapes;
}

}  // namespace wee
