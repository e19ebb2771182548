#include "script/linux/allowed_folders.h"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "base/text.h"

namespace wee {
namespace {

constexpr std::size_t kLongestPath = 4096;
constexpr int kAttempts = 64;  // openat2 gives up where folders are renamed all the time

std::string without_separator_at_end(std::string path) {
    while (path.size() > 1 && path.back() == '/') {
        path.pop_back();
    }
    return path;
}

/// Absolute, `.` and `..` resolved as text.
std::string absolute_text(const std::string& path) {
    std::error_code ignored;
    const std::filesystem::path absolute = std::filesystem::absolute(path, ignored);
    return without_separator_at_end(absolute.lexically_normal().string());
}

/// The rest of the path below the folder; nothing when it is not below it.
std::optional<std::string> rest_below(const std::string& path, const std::string& folder) {
    if (path == folder) {
        return "";
    }
    const std::string prefix = folder == "/" ? folder : folder + "/";
    return path.starts_with(prefix) ? std::optional(path.substr(prefix.size())) : std::nullopt;
}

Result<void> check_text(const std::string& path) {
    if (path.empty() || path.find('\0') != std::string::npos || path.size() > kLongestPath) {
        return Error("a path is a text of 1 to 4096 bytes without NUL; this is none");
    }
    return {};
}

}  // namespace

Error file_failure(const std::string& path, int error) {
    const std::string quoted = quote_for_display(path);
    if (error == EXDEV || error == ELOOP) {
        return Error(quoted +
                     " goes through a link that leads out of the folders that scripts may use (links there "
                     "must be relative and stay inside); name the place itself, and allow it with "
                     "[scripts] allow_paths");
    }
    if (error == ENOSYS) {
        return Error(quoted +
                     " cannot be opened safely: this kernel has no openat2 (Linux 5.6 or newer has it)");
    }
    return Error(quoted + ": " + std::strerror(error));
}

int open_beneath(int folder, const std::string& rest, std::uint64_t flags) {
    open_how how{};
    how.flags = flags | O_CLOEXEC | ((flags & O_PATH) != 0 ? 0 : O_NOCTTY);
    how.mode = (flags & O_CREAT) != 0 ? 0666 : 0;
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
    const char* const path = rest.empty() ? "." : rest.c_str();
    for (int attempt = 0;; ++attempt) {
        const auto opened = static_cast<int>(::syscall(SYS_openat2, folder, path, &how, sizeof how));
        if (opened >= 0 || (errno != EAGAIN && errno != EINTR) || attempt == kAttempts) {
            return opened;
        }
    }
}

AllowedFolders::AllowedFolders(const std::vector<std::string>& folders) {
    std::set<std::string> known;
    for (const std::string& folder : folders) {
        const std::string path = absolute_text(folder);
        shown_.push_back(path);
        std::error_code failed;
        const std::filesystem::path real = std::filesystem::canonical(path, failed);
        for (const std::string& name : {path, failed ? path : real.string()}) {
            if (known.insert(name).second) {
                folders_.push_back({name});
            }
        }
    }
    std::ranges::stable_sort(folders_, std::ranges::greater{},
                             [](const Folder& folder) { return folder.path.size(); });
}

Result<std::vector<AllowedFolders::Below>> AllowedFolders::below(const std::string& path) const {
    if (Result<void> checked = check_text(path); !checked) {
        return checked.error();
    }
    const std::string text = absolute_text(path);
    std::vector<Below> places;
    for (const Folder& folder : folders_) {
        std::optional<std::string> rest = rest_below(text, folder.path);
        if (!rest) {
            continue;
        }
        FileDescriptor opened(::open(folder.path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
        if (opened.is_open()) {
            places.push_back({std::move(opened), *std::move(rest)});
        }
    }
    if (places.empty()) {
        const std::string parent = std::filesystem::path(text).parent_path().string();
        return Error(quote_for_display(path) + " is outside of the folders that scripts may use (" +
                     names_of_folders() + "); allow more with: [scripts] allow_paths = [" +
                     quote_for_display(parent) + "]");
    }
    return places;
}

Result<FileDescriptor> AllowedFolders::open(const std::string& path, std::uint64_t flags,
                                            bool* missing) const {
    Result<std::vector<Below>> places = below(path);
    if (!places) {
        return places.error();
    }
    int first_error = 0;
    for (const Below& place : places.value()) {
        const int opened = open_beneath(place.folder.number(), place.rest, flags);
        if (opened >= 0) {
            return FileDescriptor(opened);
        }
        first_error = first_error == 0 ? errno : first_error;
    }
    if (missing != nullptr) {
        *missing = first_error == ENOENT || first_error == ENOTDIR;
    }
    return file_failure(path, first_error);
}

Result<AllowedFolders::Place> AllowedFolders::place_of(const std::string& path) const {
    Result<std::vector<Below>> places = below(path);
    if (!places) {
        return places.error();
    }
    int first_error = EBUSY;
    for (const Below& place : places.value()) {
        if (place.rest.empty()) {
            continue;  // the allowed folder itself
        }
        const std::size_t slash = place.rest.rfind('/');
        const std::string parent = slash == std::string::npos ? "" : place.rest.substr(0, slash);
        const int opened = open_beneath(place.folder.number(), parent, O_PATH | O_DIRECTORY);
        if (opened >= 0) {
            return Place{FileDescriptor(opened),
                         place.rest.substr(slash == std::string::npos ? 0 : slash + 1)};
        }
        first_error = first_error == EBUSY ? errno : first_error;
    }
    if (first_error == EBUSY) {
        return Error(quote_for_display(path) +
                     " is itself one of the folders that scripts may use, so it stays as it is");
    }
    return file_failure(path, first_error);
}

std::string AllowedFolders::names_of_folders() const {
    std::string names;
    for (const std::string& folder : shown_) {
        names += (names.empty() ? "" : ", ") + to_display(folder);
    }
    return names;
}

}  // namespace wee
