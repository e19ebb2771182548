#include "sources/files/linux/linux_directory_lister.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <cerrno>
#include <string_view>
#include <utility>

#include "os/linux/file_descriptor.h"

namespace wee {
namespace {

constexpr std::size_t kEntriesPerLook = 1024;  // at the wish to stop
constexpr unsigned kWanted = STATX_TYPE | STATX_INO | STATX_SIZE | STATX_MTIME | STATX_BTIME;

struct CloseStream {
    void operator()(DIR* stream) const { closedir(stream); }
};
using DirectoryStream = std::unique_ptr<DIR, CloseStream>;

std::error_code last_error() {
    return {errno, std::generic_category()};
}

std::int64_t nanoseconds(const statx_timestamp& time) {
    return time.tv_sec * 1'000'000'000 + time.tv_nsec;
}

bool ask(int directory, const char* path, int flags, struct statx& status) {
    return statx(directory, path, flags | AT_NO_AUTOMOUNT, kWanted, &status) == 0;
}

void fill(const struct statx& status, DirectoryEntry& entry) {
    entry.type = S_ISDIR(status.stx_mode) ? EntryType::Directory : EntryType::File;
    entry.identity.device = makedev(status.stx_dev_major, status.stx_dev_minor);
    entry.identity.number = status.stx_ino;
    entry.identity.born_at =
        (status.stx_mask & STATX_BTIME) != 0 ? static_cast<std::uint64_t>(nanoseconds(status.stx_btime)) : 0;
    entry.size = status.stx_size;
    entry.modified_at = nanoseconds(status.stx_mtime);
}

bool describe(int directory, const char* name, SymbolicLinks links, DirectoryEntry& entry) {
    struct statx status {};
    if (!ask(directory, name, AT_SYMLINK_NOFOLLOW, status)) {
        return false;
    }
    entry.is_link = S_ISLNK(status.stx_mode);
    struct statx target {};
    const bool leads_on =
        entry.is_link && links == SymbolicLinks::AreFollowed && ask(directory, name, 0, target);
    fill(leads_on ? target : status, entry);
    entry.name = name;
    return true;
}

class LinuxDirectoryLister final : public DirectoryLister {
public:
    std::error_code look_at(const std::string& path, DirectoryEntry& entry) const override {
        struct statx status {};
        if (!ask(AT_FDCWD, path.c_str(), 0, status) &&
            !ask(AT_FDCWD, path.c_str(), AT_SYMLINK_NOFOLLOW, status)) {  // a link that leads nowhere
            return last_error();
        }
        fill(status, entry);
        return {};
    }

    std::error_code list(const std::string& path, SymbolicLinks links, const std::stop_token& stop,
                         std::vector<DirectoryEntry>& entries) const override {
        entries.clear();
        FileDescriptor descriptor(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        const DirectoryStream stream(descriptor.is_open() ? fdopendir(descriptor.number()) : nullptr);
        if (!stream) {
            return last_error();
        }
        return read_all(descriptor.release(), stream.get(), links, stop, entries);
    }

private:
    static std::error_code read_all(int descriptor, DIR* stream, SymbolicLinks links,
                                    const std::stop_token& stop, std::vector<DirectoryEntry>& entries) {
        for (std::size_t count = 1;; ++count) {
            errno = 0;
            const dirent* found = readdir(stream);
            if (found == nullptr) {
                return last_error();
            }
            const std::string_view name = found->d_name;
            DirectoryEntry entry;
            if (name != "." && name != ".." && describe(descriptor, found->d_name, links, entry)) {
                entries.push_back(std::move(entry));
            }
            if (count % kEntriesPerLook == 0 && stop.stop_requested()) {
                return std::make_error_code(std::errc::operation_canceled);
            }
        }
    }
};

}  // namespace

std::shared_ptr<const DirectoryLister> make_linux_directory_lister() {
    return std::make_shared<LinuxDirectoryLister>();
}

}  // namespace wee
