#include "config/registry_pattern.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace wee {
namespace {

struct Root {
    std::string_view full;
    std::string_view brief;
};

constexpr std::array kRoots = {Root{"hkey_local_machine", "HKLM"}, Root{"hkey_current_user", "HKCU"},
                               Root{"hkey_classes_root", "HKCR"}, Root{"hkey_users", "HKU"},
                               Root{"hkey_current_config", "HKCC"}};

std::string_view first_key(std::string_view path) {
    return path.substr(0, path.find('\\'));
}

const Root* find_root(std::string_view path) {
    const std::string first = to_lower_ascii(first_key(path));
    const auto* const found = std::ranges::find_if(kRoots, [&first](const Root& root) {
        return first == root.full || first == to_lower_ascii(root.brief);
    });
    return found == kRoots.end() ? nullptr : &*found;
}

/// One character as a regular expression that matches only it.
std::string escaped(char c) {
    constexpr std::string_view kSpecial = R"(\.+*?()|[]{}^$)";
    return (kSpecial.find(c) == std::string_view::npos ? "" : "\\") + std::string(1, c);
}

/// A pattern with wildcards as a regular expression.
class Translation {
public:
    /// `separator` NUL: there is none.
    Translation(std::string_view pattern, char separator) : rest_(pattern), separator_(separator) {}

    std::string run() {
        while (!rest_.empty()) {
            step();
        }
        return "(?s)^" + expression_ + '$';
    }

private:
    void step() {
        const std::string separator = escaped(separator_);
        if (separator_ != '\0' && rest_ == std::string{separator_, '*', '*'}) {
            take(3, '(' + separator + ".*)?");
        } else if (separator_ != '\0' && is_at_key_ && rest_.starts_with(std::string{'*', '*', separator_})) {
            take(3, "(.*" + separator + ")?");
            is_at_key_ = true;
        } else if (rest_.starts_with("**")) {
            take(2, ".*");
        } else if (rest_.front() == '*') {
            take(1, within_a_key() + '*');
        } else if (rest_.front() == '?') {
            take(1, within_a_key());
        } else {
            const bool is_separator = rest_.front() == separator_;
            take(1, escaped(rest_.front()));
            is_at_key_ = is_separator;
        }
    }

    void take(std::size_t length, const std::string& expression) {
        rest_.remove_prefix(length);
        expression_ += expression;
        is_at_key_ = false;
    }

    [[nodiscard]] std::string within_a_key() const {
        return separator_ == '\0' ? "." : "[^" + escaped(separator_) + ']';
    }

    std::string_view rest_;
    char separator_;
    bool is_at_key_ = true;
    std::string expression_;
};

Result<TextPattern> pattern_of(std::string_view text, char separator, CaseSensitivity sensitivity) {
    if (text.find_first_of("*?") == std::string_view::npos) {
        const bool folds = sensitivity == CaseSensitivity::Insensitive;
        return TextPattern(TextLiteral{TextLiteral::Place::Whole,
                                       folds ? to_lower_ascii(text) : std::string(text), sensitivity});
    }
    Result<Regex> regex = Regex::parse(Translation(text, separator).run(), sensitivity);
    if (!regex) {
        return Error("the pattern is too long");
    }
    return TextPattern(std::move(regex).value());
}

}  // namespace

bool has_registry_root(std::string_view key_path) {
    return find_root(key_path) != nullptr;
}

std::string with_short_root(std::string_view key_path) {
    const Root* root = find_root(key_path);
    return root == nullptr
               ? std::string(key_path)
               : std::string(root->brief) + std::string(key_path.substr(first_key(key_path).size()));
}

Result<TextPattern> registry_key_pattern(std::string_view key_path, CaseSensitivity sensitivity) {
    const char separator = key_path.starts_with('/') ? '/' : '\\';
    if (key_path.size() > 1 && key_path.ends_with(separator) && separator == '\\') {
        key_path.remove_suffix(1);
    }
    return pattern_of(with_short_root(key_path), separator, sensitivity);
}

Result<TextPattern> registry_value_pattern(std::string_view name, CaseSensitivity sensitivity) {
    return pattern_of(name, '\0', sensitivity);
}

}  // namespace wee
