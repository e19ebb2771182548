#include "sources/files/ignore_list.h"

#include <algorithm>
#include <array>
#include <utility>

namespace wee {
namespace {

// docs/file-watcher.md shows this list. What a browser has not downloaded whole is not in it: settle waits.
constexpr std::array<std::string_view, 22> kStandard = {
    ".git/",             // version control
    ".hg/",              //
    ".svn/",             //
    ".bzr/",             //
    "*~",                // backups of vim, emacs, gedit, kate
    ".*.sw[a-z]",        // vim: the text that is being edited
    ".sw[a-z]",          //
    "#*#",               // emacs: the same
    ".#*",               // emacs: a lock
    "*.kate-swp",        // kate: the text that is being edited
    ".~lock.*#",         // LibreOffice: a lock
    "lu[0-9]*.tmp",      // LibreOffice: the document on its way
    "~$*",               // Microsoft Office: a lock
    ".goutputstream-*",  // GNOME: the text on its way
    "*___jb_tmp___",     // JetBrains: the text on its way
    "*___jb_old___",     //
    "*___jb_bak___",     //
    ".nfs*",             // deleted files that are still open
    ".fuse_hidden*",     //
    ".DS_Store",         // how a directory is shown
    "Thumbs.db",         //
    "ehthumbs.db",       //
};

char to_lower(char character) {
    return character >= 'A' && character <= 'Z' ? static_cast<char>(character - 'A' + 'a') : character;
}

char literal(char character, std::string_view wildcards) {
    return wildcards.find(character) == std::string_view::npos ? to_lower(character) : '\0';
}

IgnoreList make_standard() {
    IgnoreList list;
    for (std::string_view pattern : kStandard) {
        const bool is_directory = pattern.ends_with('/');
        pattern.remove_suffix(is_directory ? 1 : 0);
        list.add(Glob::parse(pattern).value(),
                 is_directory ? IgnoreList::Target::Directories : IgnoreList::Target::Files);
    }
    return list;
}

}  // namespace

const IgnoreList& IgnoreList::standard() {
    static const IgnoreList list = make_standard();
    return list;
}

std::span<const std::string_view> IgnoreList::standard_patterns() {
    return kStandard;
}

void IgnoreList::add(Glob pattern, Target target) {
    Kind& kind = target == Target::Files ? files_ : directories_;
    const std::string& text = pattern.pattern();
    const char first = text.empty() ? '\0' : literal(text.front(), "*?[{\\");
    const char last = text.empty() ? '\0' : literal(text.back(), "*?]}");
    Patterns& patterns = pattern.has_separator() ? kind.paths : kind.names;
    patterns.push_back({std::move(pattern), first, last});
}

bool IgnoreList::matches(const Patterns& patterns, std::string_view text) {
    if (text.empty()) {
        return false;
    }
    const char first = to_lower(text.front());
    const char last = to_lower(text.back());
    return std::ranges::any_of(patterns, [&](const Pattern& pattern) {
        return (pattern.first == '\0' || pattern.first == first) &&
               (pattern.last == '\0' || pattern.last == last) && pattern.glob.matches(text);
    });
}

}  // namespace wee
