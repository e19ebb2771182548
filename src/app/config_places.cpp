#include "app/config_places.h"

#include <algorithm>
#include <deque>
#include <filesystem>

#include "config/file_access.h"

namespace wee {
namespace {

namespace fs = std::filesystem;

constexpr int kMostLinks = 40;  // as many as Linux follows
constexpr std::string_view kConfigSuffix = ".toml";

/// Follows a path step by step and notes where it may come to lead elsewhere.
class PathWalk {
public:
    explicit PathWalk(std::vector<ConfigPlace>& places) : places_(places) {}

    /// The directory entry that the path leads to, links followed.
    fs::path run(const fs::path& path) {
        const fs::path absolute = fs::absolute(path).lexically_normal();
        current_ = absolute.root_path();
        push_front(absolute.relative_path());
        while (!remaining_.empty()) {
            step();
        }
        return current_;
    }

private:
    void push_front(const fs::path& path) {
        const std::vector<fs::path> names(path.begin(), path.end());
        remaining_.insert(remaining_.begin(), names.begin(), names.end());
    }

    void step() {
        const fs::path name = std::move(remaining_.front());
        remaining_.pop_front();
        if (name.empty() || name == ".") {
            return;
        }
        if (name == "..") {
            current_ = current_.parent_path();
            return;
        }
        const fs::path entry = current_ / name;
        std::error_code error;
        const bool is_link = fs::is_symlink(fs::symlink_status(entry, error));
        if (is_link || remaining_.empty()) {
            note(name);
        }
        if (is_link && ++links_ <= kMostLinks) {
            follow(fs::read_symlink(entry, error));
        } else {
            current_ = entry;
        }
    }

    void follow(const fs::path& target) {
        if (target.is_absolute()) {
            current_ = target.root_path();
        }
        push_front(target.relative_path());
    }

    void note(const fs::path& name) {
        ConfigPlace place{path_text(current_), path_text(name)};
        if (std::ranges::find(places_, place) == places_.end()) {
            places_.push_back(std::move(place));
        }
    }

    std::vector<ConfigPlace>& places_;
    fs::path current_;
    std::deque<fs::path> remaining_;
    int links_ = 0;
};

void add_file(const std::string& path, std::vector<ConfigPlace>& places) {
    PathWalk(places).run(native_path(path));
}

void add_directory(const std::string& path, std::vector<ConfigPlace>& places) {
    places.push_back({path_text(PathWalk(places).run(native_path(path))), {}});
    if (const Result<std::vector<std::string>> files = list_config_files(path)) {
        for (const std::string& file : files.value()) {
            add_file(file, places);
        }
    }
}

}  // namespace

bool ConfigPlace::concerns(const std::string& file_name) const {
    return name.empty() ? file_name.ends_with(kConfigSuffix) : file_name == name;
}

std::vector<ConfigPlace> config_places(const ConfigLocation& location) {
    std::vector<ConfigPlace> places;
    if (!location.file.empty()) {
        add_file(location.file, places);
    } else if (!location.directory.empty()) {
        add_directory(location.directory, places);
    } else {
        add_file("config.toml", places);
        add_directory("config", places);
    }
    return places;
}

}  // namespace wee
