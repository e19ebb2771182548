#include "base/glob_lexer.h"

#include <optional>
#include <string>
#include <utility>

#include "base/glob_character.h"

namespace wee {
namespace {

using Kind = GlobLexeme::Kind;

std::string join(std::span<const std::string_view> words) {
    std::string text;
    for (const std::string_view word : words) {
        text += text.empty() ? "" : ", ";
        text += word;
    }
    return text;
}

class Lexer {
public:
    Lexer(std::u32string_view pattern, CaseSensitivity sensitivity)
        : pattern_(pattern), sensitivity_(sensitivity) {}

    Result<GlobLexemes> run() {
        while (position_ < pattern_.size() && !error_) {
            lex_one();
            if (result_.lexemes.size() > Glob::kMaximumPositions) {
                fail(position_ - 1, "the pattern is too long: at most " +
                                        std::to_string(Glob::kMaximumPositions) + " characters to match");
            }
        }
        if (error_) {
            return *std::move(error_);
        }
        return std::move(result_);
    }

private:
    void lex_one() {
        const std::size_t start = position_;
        const char32_t character = pattern_[position_++];
        switch (character) {
            case U'\\':
                --position_;
                return add(start, Kind::Character, read_member());
            case U'*':
                return lex_stars(start);
            case U'?':
                return add(start, Kind::AnyCharacter);
            case U'[':
                return lex_set(start);
            case U'/':
                return add(start, Kind::Separator, character);
            case U'{':
                return add(start, Kind::OpenBrace, character);
            case U',':
                return add(start, Kind::Comma, character);
            case U'}':
                return add(start, Kind::CloseBrace, character);
            default:
                return add(start, Kind::Character, character);
        }
    }

    void lex_stars(std::size_t start) {
        while (is_next(U'*')) {
            ++position_;
        }
        add(start, position_ - start == 2 ? Kind::Globstar : Kind::Star);
    }

    void lex_set(std::size_t start) {
        GlobSet set(sensitivity_);
        const bool negated = is_next(U'!') || is_next(U'^');
        position_ += negated ? 1 : 0;
        // A `]` that comes first is a member: an empty set would be of no use.
        for (bool first = true; first || !is_next(U']'); first = false) {
            if (position_ >= pattern_.size() && !error_) {
                fail(start, "the set that '[' opens here has no ']'; write '\\[' for the character itself");
            }
            if (error_) {
                return;
            }
            lex_set_member(set);
        }
        ++position_;
        if (negated) {
            set.negate();
        }
        result_.lexemes.push_back(
            {Kind::Set, 0, static_cast<std::uint32_t>(result_.sets.size()), column(start)});
        result_.sets.push_back(std::move(set));
    }

    void lex_set_member(GlobSet& set) {
        const std::size_t start = position_;
        if (const auto name = read_class_name()) {
            if (!set.insert_class(*name)) {
                fail(start,
                     "there is no class '[:" + *name + ":]'; there are " + join(GlobSet::class_names()));
            }
            return;
        }
        const char32_t first = read_member();
        const bool is_range =
            is_next(U'-') && position_ + 1 < pattern_.size() && pattern_[position_ + 1] != U']';
        position_ += is_range ? 1 : 0;
        const char32_t last = is_range ? read_member() : first;
        if (error_) {
            return;
        }
        if (first == U'/' || last == U'/') {
            return fail(start, "a set never matches '/', so it cannot name it; write {a,/} for either");
        }
        if (first > last) {
            return fail(start, "the range is the wrong way round; write the smaller character first");
        }
        set.insert(first, last);
    }

    /// The name of a `[:name:]` that stands here, and moves behind it.
    std::optional<std::string> read_class_name() {
        if (pattern_.substr(position_, 2) != U"[:") {
            return std::nullopt;
        }
        std::size_t end = position_ + 2;
        std::string name;
        while (end < pattern_.size() && pattern_[end] >= U'a' && pattern_[end] <= U'z') {
            name += static_cast<char>(pattern_[end++]);
        }
        if (pattern_.substr(end, 2) != U":]") {
            return std::nullopt;
        }
        position_ = end + 2;
        return name;
    }

    /// A character or `\` and the character that it stands before.
    char32_t read_member() {
        const std::size_t start = position_;
        if (is_next(U'\\') && ++position_ == pattern_.size()) {
            fail(start, "nothing follows the last '\\'; write '\\\\' for the character itself");
            return 0;
        }
        return pattern_[position_++];
    }

    [[nodiscard]] bool is_next(char32_t character) const {
        return position_ < pattern_.size() && pattern_[position_] == character;
    }

    void add(std::size_t start, Kind kind, char32_t character = 0) {
        if (sensitivity_ == CaseSensitivity::Insensitive) {
            character = to_lower_ascii(character);
        }
        // An escaped separator separates all the same: nothing else in a path is a '/'.
        const bool separates = kind == Kind::Character && character == U'/';
        result_.lexemes.push_back({separates ? Kind::Separator : kind, character, 0, column(start)});
    }

    static std::uint32_t column(std::size_t position) { return static_cast<std::uint32_t>(position) + 1; }

    void fail(std::size_t position, const std::string& text) { error_ = glob_error(position + 1, text); }

    std::u32string_view pattern_;
    CaseSensitivity sensitivity_;
    std::size_t position_ = 0;
    GlobLexemes result_;
    std::optional<Error> error_;
};

}  // namespace

Error glob_error(std::size_t column, std::string_view text) {
    return Error("column " + std::to_string(column) + ": " + std::string(text));
}

Result<GlobLexemes> lex_glob(std::string_view pattern, CaseSensitivity sensitivity) {
    std::u32string characters;
    std::size_t position = 0;
    while (position < pattern.size()) {
        characters += next_character(pattern, position);
        if (characters.back() >= kFirstRawByte) {
            return glob_error(characters.size(),
                              "the pattern is not UTF-8; write '?' for such a byte of a file name");
        }
    }
    return Lexer(characters, sensitivity).run();
}

}  // namespace wee
