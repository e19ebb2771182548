#include "sources/files/linux/directory_reader.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <chrono>

#include "os/linux/file_descriptor.h"

namespace wee {
namespace {

bool is_self_or_parent(std::string_view name) {
    return name == "." || name == "..";
}

std::optional<struct stat> status_of(DIR* directory, const char* name) {
    struct stat status {};
    if (fstatat(dirfd(directory), name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
        return std::nullopt;
    }
    return status;
}

WallTime to_wall_time(const timespec& time) {
    const auto since_epoch = std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
    return WallTime(std::chrono::duration_cast<WallTime::duration>(since_epoch));
}

}  // namespace

DirectoryReader::DirectoryReader(const std::string& path, LastLink last_link) {
    const int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | (last_link == LastLink::Refuse ? O_NOFOLLOW : 0);
    FileDescriptor descriptor(open(path.c_str(), flags));
    if (!descriptor.is_open()) {
        error_ = errno;
        return;
    }
    stream_.reset(fdopendir(descriptor.number()));
    if (stream_) {
        descriptor.release();
    } else {
        error_ = errno;
    }
}

bool DirectoryReader::next() {
    if (!stream_) {
        return false;
    }
    do {
        entry_ = readdir(stream_.get());
    } while (entry_ != nullptr && is_self_or_parent(entry_->d_name));
    return entry_ != nullptr;
}

bool DirectoryReader::is_directory() const {
    if (entry_->d_type != DT_UNKNOWN) {
        return entry_->d_type == DT_DIR;
    }
    const auto status = status_of(stream_.get(), entry_->d_name);
    return status && S_ISDIR(status->st_mode);
}

bool DirectoryReader::is_link_to_directory() const {
    struct stat target {};
    return (entry_->d_type == DT_LNK || entry_->d_type == DT_UNKNOWN) &&
           fstatat(dirfd(stream_.get()), entry_->d_name, &target, 0) == 0 && S_ISDIR(target.st_mode);
}

bool DirectoryReader::has_content() const {
    const auto status = status_of(stream_.get(), entry_->d_name);
    return status && S_ISREG(status->st_mode) && status->st_size > 0;
}

std::optional<WallTime> DirectoryReader::changed_at() const {
    const auto status = status_of(stream_.get(), entry_->d_name);
    if (!status) {
        return std::nullopt;
    }
    return std::max(to_wall_time(status->st_mtim), to_wall_time(status->st_ctim));
}

}  // namespace wee
