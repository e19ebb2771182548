#include "sources/files/path_expansion.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <optional>
#include <system_error>

#include "base/glob.h"

namespace wee {
namespace {

namespace fs = std::filesystem;

/// What stands at one place of the text: its value, and how many characters it took.
struct Expansion {
    std::string value;
    std::size_t length = 1;
};

bool is_name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool starts_name(char c) {
    return is_name_character(c) && !(c >= '0' && c <= '9');
}

bool is_windows_name_character(char c) {
    return is_name_character(c) || c == '(' || c == ')';
}

template <typename Predicate>
std::string_view leading(std::string_view text, Predicate is_part) {
    return text.substr(
        0, static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_part) - text.begin()));
}

/// The name and the length of the reference that `text` starts with; no name when it starts none.
struct Reference {
    std::string_view name;
    std::size_t length = 0;
};

Reference dollar_reference(std::string_view text) {
    const bool has_braces = text.substr(1, 1) == "{";
    const std::string_view name = leading(text.substr(has_braces ? 2 : 1), is_name_character);
    if (name.empty() || !starts_name(name.front())) {
        return {};
    }
    if (!has_braces) {
        return {name, name.size() + 1};
    }
    return text.substr(name.size() + 2, 1) == "}" ? Reference{name, name.size() + 3} : Reference{};
}

Reference percent_reference(std::string_view text) {
    const std::string_view name = leading(text.substr(1), is_windows_name_character);
    if (name.empty() || !starts_name(name.front()) || text.substr(name.size() + 1, 1) != "%") {
        return {};
    }
    return {name, name.size() + 2};
}

Result<Expansion> expand_sign(std::string_view text, const Environment& environment) {
    const char sign = text.front();
    if (text.size() > 1 && text[1] == sign) {
        return Expansion{std::string(1, sign), 2};
    }
    const Reference reference = sign == '$' ? dollar_reference(text) : percent_reference(text);
    if (reference.name.empty()) {
        return Expansion{std::string(1, sign), 1};
    }
    std::optional<std::string> value = environment.variable(reference.name);
    if (!value) {
        return Error("the environment variable '" + std::string(reference.name) +
                     "' is not set; set it, or write the path out (write " + std::string(2, sign) +
                     " for a plain " + std::string(1, sign) + ")");
    }
    return Expansion{*std::move(value), reference.length};
}

bool starts_with_home(std::string_view text) {
    return text == "~" || text.starts_with("~/");
}

}  // namespace

Result<std::string> expand_variables(std::string_view text, const Environment& environment) {
    std::string expanded;
    if (starts_with_home(text)) {
        const std::optional<std::string> home = environment.home_directory();
        if (!home) {
            return Error("'~' stands for the home folder, and this user has none; write the path out");
        }
        expanded = *home;
        text.remove_prefix(1);
    }
    while (!text.empty()) {
        if (text.front() != '$' && text.front() != '%') {
            expanded += text.front();
            text.remove_prefix(1);
            continue;
        }
        const Result<Expansion> expansion = expand_sign(text, environment);
        if (!expansion) {
            return expansion.error();
        }
        expanded += expansion.value().value;
        text.remove_prefix(expansion.value().length);
    }
    return expanded;
}

namespace {

fs::path to_path(const std::string& text) {
    return fs::path(std::u8string(text.begin(), text.end()));
}

/// With `/` as the separator everywhere; a name that is no Unicode (Windows only) gives an empty text.
std::string to_text(const fs::path& path) {
    try {
        const std::u8string text = path.generic_u8string();
        return {text.begin(), text.end()};
    } catch (const std::system_error&) {
        return {};
    }
}

std::string absolute_text(const std::string& path) {
    std::error_code error;
    const fs::path absolute = fs::absolute(to_path(path), error).lexically_normal();
    std::string text = to_text(error ? to_path(path) : absolute);
    while (text.size() > to_path(text).root_path().generic_string().size() && text.ends_with('/')) {
        text.pop_back();
    }
    return text;
}

/// The segments of a path after its root; a `/` within braces separates nothing.
std::vector<std::string> segments_of(std::string_view text) {
    std::vector<std::string> segments(1);
    int depth = 0;
    for (const char c : text) {
        depth += c == '{' ? 1 : (c == '}' ? -1 : 0);
        if (c == '/' && depth <= 0) {
            segments.emplace_back();
        } else {
            segments.back() += c;
        }
    }
    std::erase(segments, "");
    return segments;
}

enum class Wanted { Anything, DirectoriesOnly };

template <typename Iterator, typename Accept>
void collect(const fs::path& directory, std::vector<fs::path>& found, Accept accept) {
    std::error_code error;
    Iterator entry(directory, fs::directory_options::skip_permission_denied, error);
    while (!error && entry != Iterator()) {
        if (accept(*entry)) {
            found.push_back(entry->path());
        }
        entry.increment(error);
    }
}

bool is_wanted(const fs::directory_entry& entry, Wanted wanted) {
    std::error_code error;
    return wanted == Wanted::Anything || entry.is_directory(error);
}

std::vector<fs::path> step(const fs::path& directory, const std::string& segment, Wanted wanted) {
    std::vector<fs::path> found;
    std::error_code error;
    if (segment == "**") {
        found.push_back(directory);
        collect<fs::recursive_directory_iterator>(
            directory, found,
            [wanted](const fs::directory_entry& entry) { return is_wanted(entry, wanted); });
    } else if (!Glob::has_wildcard(segment)) {
        const fs::directory_entry entry(directory / to_path(segment), error);
        if (entry.exists(error) && is_wanted(entry, wanted)) {
            found.push_back(entry.path());
        }
    } else if (const Result<Glob> glob = Glob::parse(segment); glob.ok()) {
        collect<fs::directory_iterator>(directory, found, [&](const fs::directory_entry& entry) {
            return glob.value().matches(to_text(entry.path().filename())) && is_wanted(entry, wanted);
        });
    }
    return found;
}

}  // namespace

std::vector<std::string> expand_wildcards(const std::string& path) {
    const std::string absolute = absolute_text(path);
    if (!Glob::has_wildcard(absolute)) {
        return {absolute};
    }
    const fs::path root = to_path(absolute).root_path();
    const std::vector<std::string> segments = segments_of(absolute.substr(to_text(root).size()));
    std::vector<fs::path> reached{root};
    for (std::size_t index = 0; index < segments.size(); ++index) {
        const Wanted wanted = index + 1 < segments.size() ? Wanted::DirectoriesOnly : Wanted::Anything;
        std::vector<fs::path> next;
        for (const fs::path& directory : reached) {
            std::ranges::move(step(directory, segments[index], wanted), std::back_inserter(next));
        }
        reached = std::move(next);
    }
    std::vector<std::string> texts;
    std::ranges::transform(reached, std::back_inserter(texts), to_text);
    std::ranges::sort(texts);
    texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
    std::erase(texts, "");
    return texts;
}

}  // namespace wee
