#pragma once

#include <cassert>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <string_view>
#include <system_error>

namespace wee {

/// A fresh, empty directory below the system's temporary directory, removed with all that is in it at the
/// end.
class TemporaryDirectory {
public:
    TemporaryDirectory() : TemporaryDirectory(std::filesystem::temp_directory_path()) {}
    /// The same below another directory that exists.
    explicit TemporaryDirectory(const std::filesystem::path& parent) : path_(make_fresh(parent)) {}
    ~TemporaryDirectory() {
        std::error_code ignored;  // a test that failed must not fail again here
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    /// The directory as UTF-8 text, without a trailing separator.
    [[nodiscard]] std::string text() const { return path_.string(); }
    /// A path below the directory, as UTF-8 text. Nothing is created.
    [[nodiscard]] std::string file(std::string_view name) const { return (path_ / name).string(); }

    /// Writes (or overwrites) a file below the directory, with the folders that it needs; returns its path.
    std::string write_file(std::string_view name, std::string_view content) const {
        const std::filesystem::path target = path_ / name;
        std::filesystem::create_directories(target.parent_path());
        std::ofstream stream(target, std::ios::binary);
        stream.write(content.data(), static_cast<std::streamsize>(content.size()));
        stream.flush();
        assert(stream.good());
        return target.string();
    }

private:
    static std::filesystem::path make_fresh(const std::filesystem::path& place) {
        // Canonical, because a source reports real paths and the temporary directory may be a link.
        const std::filesystem::path parent = std::filesystem::canonical(place);
        std::random_device random;
        std::filesystem::path candidate;
        do {
            candidate = parent / ("wee-test-" + std::to_string(random()) + std::to_string(random()));
        } while (!std::filesystem::create_directory(candidate));
        return candidate;
    }

    std::filesystem::path path_;
};

}  // namespace wee
