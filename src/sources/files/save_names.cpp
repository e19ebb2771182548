#include "sources/files/save_names.h"

#include <algorithm>
#include <array>

namespace wee {
namespace {

constexpr std::array<std::string_view, 8> kBackupEndings = {
    "~", ".bak", ".orig", ".old", ".backup", "___jb_old___", "___jb_bak___", "___jb_tmp___"};

/// ".~3~": emacs's numbered backups.
bool is_numbered_ending(std::string_view ending) {
    return ending.size() > 3 && ending.starts_with(".~") && ending.ends_with('~') &&
           std::ranges::all_of(ending.substr(2, ending.size() - 3),
                               [](char character) { return character >= '0' && character <= '9'; });
}

bool is_alphanumeric(char character) {
    return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z') ||
           (character >= 'A' && character <= 'Z');
}

bool is_called_temporary(std::string_view name) {
    constexpr std::size_t kLengthOfSeds = 9;
    return name.ends_with(".tmp") || name.ends_with(".vsctmp") || name == "4913" ||
           name.starts_with(".goutputstream-") ||
           (name.size() == kLengthOfSeds && name.starts_with("sed") &&
            std::ranges::all_of(name, is_alphanumeric));
}

bool knows_core(std::string_view core, const NameSet& known) {
    return (!core.empty() && known.contains(core)) ||
           (core.size() > 1 && core.front() == '.' && known.contains(core.substr(1)));
}

}  // namespace

bool is_backup_of(std::string_view backup, std::string_view name) {
    if (!backup.starts_with(name)) {
        return false;
    }
    const std::string_view ending = backup.substr(name.size());
    return std::ranges::find(kBackupEndings, ending) != kBackupEndings.end() || is_numbered_ending(ending);
}

bool may_be_temporary(std::string_view name, const NameSet& known) {
    if (is_called_temporary(name)) {
        return true;
    }
    if (name.ends_with('~') || name.ends_with("___")) {
        const auto* const ending = std::ranges::find_if(
            kBackupEndings, [name](std::string_view each) { return name.ends_with(each); });
        return ending != kBackupEndings.end() &&
               knows_core(name.substr(0, name.size() - ending->size()), known);
    }
    const std::size_t dot = name.rfind('.');
    return dot != std::string_view::npos && dot > 0 && knows_core(name.substr(0, dot), known);
}

}  // namespace wee
