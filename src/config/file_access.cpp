#include "config/file_access.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>

#include "config/config_loader.h"
#include "config/findings.h"

namespace wee {
namespace {

namespace fs = std::filesystem;

std::string reason_of(const std::error_code& error) {
    return error.message();
}

std::vector<std::string> toml_names(const fs::path& directory, std::error_code& error) {
    std::vector<std::string> names;
    for (fs::directory_iterator entry(directory, error), end; !error && entry != end;
         entry.increment(error)) {
        const std::string name = path_text(entry->path().filename());
        if (name.ends_with(".toml") && !name.starts_with('.')) {
            names.push_back(name);
        }
    }
    std::ranges::sort(names);
    return names;
}

Error missing_file_error(const fs::path& path) {
    const fs::path directory = path.has_parent_path() ? path.parent_path() : fs::path(".");
    std::error_code error;
    if (!fs::is_directory(directory, error)) {
        return Error("there is no such file, and no directory " + value_text(path_text(directory)));
    }
    const std::vector<std::string> names = toml_names(directory, error);
    const std::string name = path_text(path.filename());
    const std::string near = suggestion(name, {names.begin(), names.end()});
    if (!near.empty() || names.empty()) {
        return Error("there is no such file" + near);
    }
    constexpr std::size_t kMostShown = 5;
    std::vector<std::string_view> shown(names.begin(),
                                        names.begin() + std::ptrdiff_t(std::min(names.size(), kMostShown)));
    return Error("there is no such file; beside it there are: " + key_list(shown) +
                 (names.size() > kMostShown ? ", ..." : ""));
}

Error too_large_error() {
    return Error("the file is larger than " + std::to_string(kMaximumConfigBytes / (1024 * 1024)) +
                 " MiB; is it a configuration?");
}

Error cannot_read_error(int reason) {
    return Error("the file cannot be read" +
                 (reason == 0 ? std::string() : ": " + std::generic_category().message(reason)));
}

/// Nothing when the path is a file that may be read.
std::optional<Error> refuse(const fs::path& path) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (status.type() == fs::file_type::not_found) {
        return missing_file_error(path);
    }
    if (status.type() == fs::file_type::none) {
        return Error("the file cannot be looked at: " + reason_of(error));
    }
    if (status.type() == fs::file_type::directory) {
        return Error("this is a directory; to read all *.toml files of it, write: -d " + path_text(path));
    }
    if (status.type() != fs::file_type::regular) {
        return Error("this is no regular file (a device, pipe or socket); save the configuration to a file");
    }
    if (fs::file_size(path, error) > kMaximumConfigBytes && !error) {
        return too_large_error();
    }
    return std::nullopt;
}

}  // namespace

fs::path native_path(std::string_view path) {
    return fs::path(std::u8string(path.begin(), path.end()));
}

std::string path_text(const fs::path& path) {
    const std::u8string text = path.generic_u8string();
    return {text.begin(), text.end()};
}

bool path_exists(std::string_view path) {
    std::error_code error;
    return fs::exists(native_path(path), error);
}

Result<std::string> read_config_file(const std::string& path) {
    if (std::optional<Error> refusal = refuse(native_path(path))) {
        return *refusal;
    }
    errno = 0;
    std::ifstream file(native_path(path), std::ios::binary);
    if (!file) {
        return cannot_read_error(errno);
    }
    std::string text;
    // Some files grow, or have no size at all until they are read (/proc): the bound holds while reading too.
    std::array<char, 64 * 1024> block;
    while (file && text.size() <= kMaximumConfigBytes) {
        file.read(block.data(), std::streamsize(block.size()));
        text.append(block.data(), std::size_t(file.gcount()));
    }
    if (text.size() > kMaximumConfigBytes) {
        return too_large_error();
    }
    if (!file.eof()) {
        return cannot_read_error(errno);
    }
    return text;
}

Result<std::vector<std::string>> list_config_files(const std::string& directory) {
    const fs::path path = native_path(directory);
    std::error_code error;
    if (!fs::exists(path, error)) {
        return Error("there is no such directory");
    }
    if (!fs::is_directory(path, error)) {
        return Error("this is a file, not a directory; to read one file, write: -c " + directory);
    }
    std::vector<std::string> files = toml_names(path, error);
    if (error) {
        return Error("the directory cannot be read: " + reason_of(error));
    }
    for (std::string& file : files) {
        file = path_text(path / native_path(file));
    }
    return files;
}

}  // namespace wee
