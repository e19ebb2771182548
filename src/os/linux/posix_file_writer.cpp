#include "os/linux/posix_file_writer.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "base/event_id.h"
#include "base/path_text.h"
#include "os/linux/file_descriptor.h"
#include "os/linux/quoted_text.h"

namespace wee {
namespace {

constexpr mode_t kModeOfNewFiles = 0666;  // less the umask
constexpr mode_t kPermissions = 07777;

std::string mend_for(int reason) {
    switch (reason) {
        case ENOENT:
            return "; there is no such directory: create it, or write create_directories = true";
        case EACCES:
        case EPERM:
            return "; the engine's user may not write there";
        case ENOSPC:
        case EDQUOT:
            return "; make room on the disk";
        case ENXIO:
            return "; it is a device or a pipe";
        default:
            return "";
    }
}

Error cannot_write(const std::string& path, int reason) {
    return Error(in_quotes(path) + " cannot be written: " + std::generic_category().message(reason) +
                 mend_for(reason));
}

/// Writes all of it; 0, or the reason why not.
int write_all(int file, std::string_view content) {
    while (!content.empty()) {
        const ssize_t written = ::write(file, content.data(), content.size());
        if (written < 0 && errno != EINTR) {
            return errno;
        }
        content.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
    }
    return 0;
}

Result<void> create_directories_for(const std::string& path) {
    const std::string directory(path_directory(path));
    std::error_code failure;
    if (!directory.empty()) {
        std::filesystem::create_directories(directory, failure);
    }
    if (failure) {
        return Error("the directory " + in_quotes(directory) + " cannot be created: " + failure.message() +
                     mend_for(failure.value()));
    }
    return {};
}

Result<void> refuse_what_is_no_file(const std::string& path, const struct stat& status) {
    if (S_ISREG(status.st_mode)) {
        return {};
    }
    return Error(in_quotes(path) + " cannot be written: it is " +
                 (S_ISDIR(status.st_mode) ? "a directory; name a file in it" : "a device or a pipe"));
}

/// Takes back what a full disk cut off, unless another has written behind it.
void take_back(int file, off_t former_size) {
    struct stat status {};
    const off_t end = ::lseek(file, 0, SEEK_CUR);
    if (::fstat(file, &status) == 0 && status.st_size == end) {
        static_cast<void>(::ftruncate(file, former_size) == 0);  // there is nothing else to try
    }
}

Result<void> append(const WriteRequest& request) {
    // Non-blocking, because opening a pipe would wait for its reader.
    constexpr int kFlags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
    const FileDescriptor file(::open(request.path.c_str(), kFlags, kModeOfNewFiles));
    struct stat status {};
    if (!file.is_open() || ::fstat(file.number(), &status) != 0) {
        return cannot_write(request.path, errno);
    }
    if (Result<void> regular = refuse_what_is_no_file(request.path, status); !regular) {
        return regular;
    }
    const int reason = write_all(file.number(), request.content);
    if (reason != 0) {
        take_back(file.number(), status.st_size);
        return cannot_write(request.path, reason);
    }
    return {};
}

/// A new file beside the one that it is to become; removed at the end unless that has happened.
class TemporaryFile {
public:
    explicit TemporaryFile(const std::string& target) {
        const std::string directory(path_directory(target));
        path_ = directory + (directory.empty() || directory == "/" ? "" : "/") + ".wee-" +
                EventId::generate().to_string() + ".tmp";
        file_ = FileDescriptor(
            ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, kModeOfNewFiles));
        reason_ = file_.is_open() ? 0 : errno;
    }
    ~TemporaryFile() {
        if (file_.is_open()) {
            ::unlink(path_.c_str());
        }
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    /// 0, or why there is none.
    [[nodiscard]] int reason() const { return reason_; }

    /// Gives it another's permissions, and where that is allowed its owner.
    [[nodiscard]] int take_after(const struct stat& other) const {
        static_cast<void>(::fchown(file_.number(), other.st_uid, other.st_gid) == 0);  // root's privilege
        return ::fchmod(file_.number(), other.st_mode & kPermissions) == 0 ? 0 : errno;
    }
    [[nodiscard]] int fill(std::string_view content) const {
        const int reason = write_all(file_.number(), content);
        return reason != 0 ? reason : ::fsync(file_.number()) == 0 ? 0 : errno;
    }
    [[nodiscard]] int become(const std::string& target) {
        if (::rename(path_.c_str(), target.c_str()) != 0) {
            return errno;
        }
        file_.reset();
        return 0;
    }

private:
    std::string path_;
    FileDescriptor file_;
    int reason_ = 0;
};

/// So that the new name is there after a crash too. Some file systems cannot do that, and need not.
void sync_directory_of(const std::string& path) {
    const std::string directory(path_directory(path));
    const FileDescriptor opened(
        ::open(directory.empty() ? "." : directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.is_open()) {
        ::fsync(opened.number());
    }
}

/// Where symbolic links lead; the path itself where there is none, or nothing at its end.
std::string without_links(const std::string& path) {
    char* const resolved = ::realpath(path.c_str(), nullptr);
    std::string target = resolved == nullptr ? path : resolved;
    std::free(resolved);
    return target;
}

Result<void> replace(const WriteRequest& request) {
    const std::string target = without_links(request.path);
    struct stat former {};
    const bool is_there = ::stat(target.c_str(), &former) == 0;
    if (is_there) {
        if (Result<void> regular = refuse_what_is_no_file(request.path, former); !regular) {
            return regular;
        }
    }
    TemporaryFile file(target);
    int reason = file.reason();
    if (reason == 0 && is_there) {
        reason = file.take_after(former);
    }
    if (reason == 0) {
        reason = file.fill(request.content);
    }
    if (reason == 0) {
        reason = file.become(target);
    }
    if (reason != 0) {
        return cannot_write(request.path, reason);
    }
    sync_directory_of(target);
    return {};
}

class PosixFileWriter final : public FileWriter {
public:
    Result<void> write(const WriteRequest& request) override {
        if (request.creates_directories) {
            if (Result<void> created = create_directories_for(request.path); !created) {
                return created;
            }
        }
        return request.mode == WriteMode::Append ? append(request) : replace(request);
    }
};

}  // namespace

std::unique_ptr<FileWriter> make_file_writer() {
    return std::make_unique<PosixFileWriter>();
}

}  // namespace wee
