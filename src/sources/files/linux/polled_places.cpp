#include "sources/files/linux/polled_places.h"

#include <sys/stat.h>

namespace wee {
namespace {

/// A link that leads to no directory: to a file, or nowhere yet.
bool is_link_to_file(const std::string& path) {
    struct stat link {};
    struct stat target {};
    return lstat(path.c_str(), &link) == 0 && S_ISLNK(link.st_mode) &&
           (stat(path.c_str(), &target) != 0 || !S_ISDIR(target.st_mode));
}

}  // namespace

std::string_view PolledPlaces::reason_for_root(const std::string& path) const {
    if (!is_allowed()) {
        return {};
    }
    const std::string_view reason = mounts_.reason_to_poll_at(path);
    const bool is_local = reason.empty();  // only then may the file system be asked
    return is_local && is_link_to_file(path) ? "it is a link to a file, whose own directory is not watched"
                                             : reason;
}

}  // namespace wee
