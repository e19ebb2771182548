#include "base/path_text.h"

#include <cstddef>

namespace wee {
namespace {

bool has_drive(std::string_view path) {
    const bool has_letter =
        !path.empty() && ((path[0] >= 'A' && path[0] <= 'Z') || (path[0] >= 'a' && path[0] <= 'z'));
    return has_letter && path.size() >= 2 && path[1] == ':' &&
           (path.size() == 2 || path[2] == '\\' || path[2] == '/');
}

bool has_unc_prefix(std::string_view path) {
    return path.starts_with(R"(\\)");
}

std::string_view separators_of(std::string_view path) {
    return is_windows_path(path) ? R"(/\)" : "/";
}

/// Where the path's first name begins: behind "/", "C:\" or "\\server\share\".
std::size_t root_length(std::string_view path, std::string_view separators) {
    if (has_drive(path)) {
        return path.size() == 2 ? 2 : 3;
    }
    if (has_unc_prefix(path)) {
        const std::size_t share = path.find_first_of(separators, 2);
        const std::size_t end = share == path.npos ? path.npos : path.find_first_of(separators, share + 1);
        return end == path.npos ? path.size() : end + 1;
    }
    return path.starts_with('/') ? 1 : 0;
}

struct Parts {
    std::string_view directory;
    std::string_view file_name;
};

std::size_t end_without_separators(std::string_view path, std::size_t root, std::string_view separators) {
    std::size_t end = path.size();
    while (end > root && separators.find(path[end - 1]) != separators.npos) {
        --end;
    }
    return end;
}

Parts split(std::string_view path) {
    const std::string_view separators = separators_of(path);
    const std::size_t root = root_length(path, separators);
    const std::string_view whole = path.substr(0, end_without_separators(path, root, separators));
    const std::size_t last = whole.find_last_of(separators);
    const std::size_t begin = last == whole.npos || last < root ? root : last + 1;
    const std::string_view parent = whole.substr(0, begin);
    return {parent.substr(0, end_without_separators(parent, root, separators)), whole.substr(begin)};
}

}  // namespace

bool is_windows_path(std::string_view path) {
    return has_drive(path) || has_unc_prefix(path);
}

std::string_view path_file_name(std::string_view path) {
    return split(path).file_name;
}

std::string_view path_directory(std::string_view path) {
    return split(path).directory;
}

}  // namespace wee
