#include "sources/files/file_look.h"

#include <system_error>

namespace wee {

std::optional<FileLook> look_at_file(const std::string& path) {
    const std::filesystem::path file(std::u8string(path.begin(), path.end()));
    std::error_code error;
    const std::filesystem::file_status status = std::filesystem::symlink_status(file, error);
    if (status.type() == std::filesystem::file_type::not_found) {
        return std::nullopt;
    }
    if (!std::filesystem::is_regular_file(status)) {  // or it may not be looked at
        return FileLook{0, {}, false};
    }
    FileLook look;
    look.size = std::filesystem::file_size(file, error);
    look.modified = std::filesystem::last_write_time(file, error);
    look.is_plain = std::filesystem::hard_link_count(file, error) == 1;
    return error ? std::nullopt : std::optional(look);
}

}  // namespace wee
