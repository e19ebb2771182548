#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <memory>
#include <utility>

#include "base/text.h"
#include "script/linux/allowed_folders.h"
#include "script/script_files.h"

namespace wee {
namespace {

constexpr std::size_t kPiece = std::size_t{128} * 1024;

/// Its status, or an error unless it is a regular file: reading a pipe or a device could wait for ever.
Result<struct stat> regular_file(const FileDescriptor& file, const std::string& path) {
    struct stat status {};
    if (::fstat(file.number(), &status) != 0) {
        return file_failure(path, errno);
    }
    if (!S_ISREG(status.st_mode)) {
        return Error(quote_for_display(path) +
                     (S_ISDIR(status.st_mode) ? " is a folder" : " is no regular file"));
    }
    return status;
}

/// 0, or the errno.
int write_all(int file, const char* bytes, std::size_t count) {
    while (count > 0) {
        const ssize_t written = ::write(file, bytes, count);
        if (written < 0 && errno != EINTR) {
            return errno;
        }
        const std::size_t done = written < 0 ? 0 : static_cast<std::size_t>(written);
        bytes += done;
        count -= done;
    }
    return 0;
}

Result<void> copy_contents(int from, int to, const std::string& target, SteadyTime deadline,
                           const std::stop_token& stop) {
    const auto piece = std::make_unique<std::array<char, kPiece>>();
    for (;;) {
        const ssize_t count = ::read(from, piece->data(), piece->size());
        if (count == 0) {
            return {};
        }
        if (count < 0 && errno == EINTR) {
            continue;
        }
        const int error = count < 0 ? errno : write_all(to, piece->data(), static_cast<std::size_t>(count));
        if (error != 0) {
            return file_failure(target, error);
        }
        if (stop.stop_requested() || std::chrono::steady_clock::now() >= deadline) {
            return Error("the time was up in the middle of copying to " + quote_for_display(target));
        }
    }
}

class BeneathFiles final : public ScriptFiles {
public:
    explicit BeneathFiles(const std::vector<std::string>& folders) : folders_(folders) {}

    Result<bool> exists(const std::string& path) override {
        bool missing = false;
        const Result<FileDescriptor> opened = folders_.open(path, O_PATH, &missing);
        if (opened || missing) {
            return opened.ok();
        }
        return opened.error();
    }

    Result<std::int64_t> size(const std::string& path) override {
        bool missing = false;
        const Result<FileDescriptor> opened = folders_.open(path, O_PATH, &missing);
        if (!opened) {
            return missing ? Result<std::int64_t>(-1) : opened.error();
        }
        struct stat status {};
        const bool is_file = ::fstat(opened.value().number(), &status) == 0 && S_ISREG(status.st_mode);
        return is_file ? std::int64_t{status.st_size} : -1;
    }

    Result<std::string> read(const std::string& path) override {
        const Result<FileDescriptor> opened = folders_.open(path, O_RDONLY | O_NONBLOCK);
        if (!opened) {
            return opened.error();
        }
        const Result<struct stat> status = regular_file(opened.value(), path);
        if (!status) {
            return status.error();
        }
        // Its size may change while it is read, and says nothing below /proc.
        std::string text;
        const std::size_t expected = static_cast<std::size_t>(status.value().st_size);
        std::size_t room = std::min(expected, kLargestText) + 1;
        for (;;) {
            const std::size_t had = text.size();
            text.resize(had + room);
            const ssize_t count = ::read(opened.value().number(), text.data() + had, room);
            if (count < 0 && errno != EINTR) {
                return file_failure(path, errno);
            }
            text.resize(had + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
            if (text.size() > kLargestText) {
                return Error(quote_for_display(path) + " is larger than the 8 MiB that fs.read gives");
            }
            if (count == 0) {
                return text;
            }
            room = 4096;
        }
    }

    Result<void> write(const std::string& path, std::string_view text, WriteMode mode) override {
        const std::uint64_t how = mode == WriteMode::Append ? O_APPEND : 0;
        const Result<FileDescriptor> opened = folders_.open(path, O_WRONLY | O_CREAT | O_NONBLOCK | how);
        if (!opened) {
            return opened.error();
        }
        const int file = opened.value().number();
        if (const Result<struct stat> status = regular_file(opened.value(), path); !status) {
            return status.error();
        }
        int error = mode == WriteMode::Replace && ::ftruncate(file, 0) != 0 ? errno : 0;
        error = error == 0 ? write_all(file, text.data(), text.size()) : error;
        return error == 0 ? Result<void>() : file_failure(path, error);
    }

    Result<std::vector<std::string>> list(const std::string& path) override {
        Result<FileDescriptor> opened = folders_.open(path, O_RDONLY | O_DIRECTORY);
        if (!opened) {
            return opened.error();
        }
        const std::unique_ptr<DIR, int (*)(DIR*)> folder(::fdopendir(opened.value().number()), ::closedir);
        if (!folder) {
            return file_failure(path, errno);
        }
        opened.value().release();
        std::vector<std::string> names;
        while (const dirent* entry = ::readdir(folder.get())) {
            const std::string_view name = entry->d_name;
            if (name != "." && name != "..") {
                names.emplace_back(name);
            }
            if (names.size() > kMostNames) {
                return Error(quote_for_display(path) + " holds more than 100,000 names");
            }
        }
        std::ranges::sort(names);
        return names;
    }

    Result<void> make_folder(const std::string& path) override {
        const Result<std::vector<AllowedFolders::Below>> places = folders_.below(path);
        if (!places) {
            return places.error();
        }
        int error = 0;
        for (const AllowedFolders::Below& place : places.value()) {
            error = make_folders_to(place);
            if (error == 0) {
                return {};
            }
        }
        return file_failure(path, error);
    }

    Result<void> remove(const std::string& path) override {
        const Result<AllowedFolders::Place> place = folders_.place_of(path);
        if (!place) {
            return place.error();
        }
        const int folder = place.value().folder.number();
        const char* const name = place.value().name.c_str();
        if (::unlinkat(folder, name, 0) == 0 ||
            ((errno == EISDIR || errno == EPERM) && ::unlinkat(folder, name, AT_REMOVEDIR) == 0)) {
            return {};
        }
        return file_failure(path, errno);
    }

    Result<void> move(const std::string& from, const std::string& to) override {
        const Result<AllowedFolders::Place> source = folders_.place_of(from);
        if (!source) {
            return source.error();
        }
        const Result<AllowedFolders::Place> target = folders_.place_of(to);
        if (!target) {
            return target.error();
        }
        if (::renameat(source.value().folder.number(), source.value().name.c_str(),
                       target.value().folder.number(), target.value().name.c_str()) == 0) {
            return {};
        }
        if (errno != EXDEV) {
            return file_failure(errno == ENOENT ? from : to, errno);
        }
        // Another file system, not a link: the folders are open already.
        if (Result<void> copied = copy(from, to, SteadyTime::max(), {}); !copied) {
            return copied;
        }
        return remove(from);
    }

    Result<void> copy(const std::string& from, const std::string& to, SteadyTime deadline,
                      const std::stop_token& stop) override {
        const Result<FileDescriptor> source = folders_.open(from, O_RDONLY | O_NONBLOCK);
        if (!source) {
            return source.error();
        }
        const Result<struct stat> status = regular_file(source.value(), from);
        if (!status) {
            return status.error();
        }
        const Result<FileDescriptor> target = folders_.open(to, O_WRONLY | O_CREAT | O_NONBLOCK);
        if (!target) {
            return target.error();
        }
        const Result<struct stat> other = regular_file(target.value(), to);
        if (!other) {
            return other.error();
        }
        if (other.value().st_ino == status.value().st_ino && other.value().st_dev == status.value().st_dev) {
            return Error(quote_for_display(from) + " and " + quote_for_display(to) + " are the same file");
        }
        const int file = target.value().number();
        if (::ftruncate(file, 0) != 0) {
            return file_failure(to, errno);
        }
        ::fchmod(file, status.value().st_mode & 0777);  // may fail where others own it
        return copy_contents(source.value().number(), file, to, deadline, stop);
    }

private:
    /// 0, or the errno. Each folder on the way is opened below the allowed one, so a link that is put there
    /// meanwhile leads nowhere else.
    static int make_folders_to(const AllowedFolders::Below& place) {
        std::size_t end = 0;
        while (end != std::string::npos && !place.rest.empty()) {
            const std::size_t begin = end == 0 ? 0 : end + 1;
            end = place.rest.find('/', begin);
            const std::string name = place.rest.substr(begin, end == std::string::npos ? end : end - begin);
            const FileDescriptor parent(open_beneath(place.folder.number(),
                                                     place.rest.substr(0, begin == 0 ? 0 : begin - 1),
                                                     O_PATH | O_DIRECTORY));
            if (!parent.is_open()) {
                return errno;
            }
            if (::mkdirat(parent.number(), name.c_str(), 0777) != 0 && errno != EEXIST) {
                return errno;
            }
        }
        const FileDescriptor made(open_beneath(place.folder.number(), place.rest, O_PATH | O_DIRECTORY));
        return made.is_open() ? 0 : errno;
    }

    AllowedFolders folders_;
};

}  // namespace

std::unique_ptr<ScriptFiles> make_script_files(const std::vector<std::string>& folders) {
    return std::make_unique<BeneathFiles>(folders);
}

}  // namespace wee
