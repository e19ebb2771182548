#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace wee {

/// What a file looks like from outside. Two looks that are equal: nobody wrote in between.
struct FileLook {
    std::uintmax_t size = 0;
    std::filesystem::file_time_type modified{};
    /// A regular file that no other name leads to: it came into being by being opened for writing.
    bool is_plain = true;

    friend bool operator==(const FileLook&, const FileLook&) = default;
};

/// How a file is looked at; nothing when it is not there.
using FileLooker = std::function<std::optional<FileLook>(const std::string& path)>;

/// Asks the file system. Links are not followed.
std::optional<FileLook> look_at_file(const std::string& path);

}  // namespace wee
