#include "sources/files/linux/mount_table.h"

#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <sstream>
#include <utility>

namespace wee {
namespace {

struct PolledType {
    std::string_view type;
    std::string_view reason;
};

constexpr std::string_view kServer = "the kernel does not tell what other machines do on it";
constexpr std::string_view kHost = "the kernel does not tell what the machine that shares it does on it";
constexpr std::string_view kDaemon =
    "a program serves it, and changes that do not pass this kernel are not told";

// Names of file systems as /proc/self/mountinfo has them. FUSE: only those that show what is elsewhere;
// ntfs-3g, AppImages and the like change through this kernel alone.
constexpr std::array<PolledType, 23> kPolledTypes = {{
    {"nfs", kServer},
    {"nfs4", kServer},
    {"cifs", kServer},
    {"smb3", kServer},
    {"smbfs", kServer},
    {"ncpfs", kServer},
    {"afs", kServer},
    {"coda", kServer},
    {"ceph", kServer},
    {"lustre", kServer},
    {"gfs2", kServer},
    {"ocfs2", kServer},
    {"beegfs", kServer},
    {"9p", kHost},
    {"virtiofs", kHost},
    {"vboxsf", kHost},
    {"fuse.vmhgfs-fuse", kHost},
    {"fuse.sshfs", kDaemon},
    {"fuse.rclone", kDaemon},
    {"fuse.s3fs", kDaemon},
    {"fuse.davfs2", kDaemon},
    {"fuse.glusterfs", kServer},
    {"fuse.gvfsd-fuse", kDaemon},
}};
constexpr int kMostLinks = 40;  // as the kernel

/// "\040" -> " ": how the list writes blanks.
std::string unescaped(std::string_view text) {
    std::string result;
    for (std::size_t index = 0; index < text.size(); ++index) {
        if (text[index] == '\\' && index + 3 < text.size()) {
            result += static_cast<char>(((text[index + 1] - '0') << 6) + ((text[index + 2] - '0') << 3) +
                                        (text[index + 3] - '0'));
            index += 3;
        } else {
            result += text[index];
        }
    }
    return result;
}

bool lies_in(std::string_view path, std::string_view directory) {
    return path.starts_with(directory) &&
           (directory == "/" || path.size() == directory.size() || path[directory.size()] == '/');
}

std::string target_of_link(const std::string& path) {
    std::array<char, PATH_MAX> target{};
    const ssize_t length = readlink(path.c_str(), target.data(), target.size());
    return length > 0 ? std::string(target.data(), static_cast<std::size_t>(length)) : std::string();
}

}  // namespace

std::string_view reason_to_poll(std::string_view file_system_type) {
    const auto* const found = std::ranges::find(kPolledTypes, file_system_type, &PolledType::type);
    return found == kPolledTypes.end() ? std::string_view() : found->reason;
}

MountTable::MountTable(const std::string& path) : list_(open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    reload();
}

std::vector<std::string> MountTable::reload() {
    std::vector<Mount> now = parse(read());
    std::vector<std::string> changed;
    for (const Mount& mount : now) {
        if (std::ranges::find(mounts_, mount) == mounts_.end()) {
            changed.push_back(mount.path);
        }
    }
    for (const Mount& mount : mounts_) {
        if (std::ranges::find(now, mount) == now.end()) {
            changed.push_back(mount.path);
        }
    }
    mounts_ = std::move(now);
    polled_.clear();
    std::ranges::copy_if(mounts_, std::back_inserter(polled_),
                         [](const Mount& mount) { return !reason_to_poll(mount.type).empty(); });
    return changed;
}

std::string_view MountTable::reason_to_poll_at(const std::string& path) const {
    if (polled_.empty()) {
        return {};
    }
    std::string rest = path.substr(1);
    std::string done;
    for (int links = 0; !rest.empty() && links <= kMostLinks;) {
        const std::size_t slash = rest.find('/');
        const std::string part = rest.substr(0, slash);
        rest.erase(0, slash == std::string::npos ? rest.size() : slash + 1);
        if (part.empty() || part == ".") {
            continue;
        }
        if (part == "..") {
            done.erase(std::min(done.rfind('/'), done.size()));
            continue;
        }
        const std::string next = done + "/" + part;
        if (const std::string_view reason = reason_to_poll_mount(next); !reason.empty()) {
            return reason;
        }
        const std::string target = target_of_link(next);
        if (target.empty()) {
            done = next;
            continue;
        }
        ++links;
        done = target.front() == '/' ? std::string() : done;
        rest = target + (rest.empty() ? "" : "/" + rest);
    }
    return {};
}

// The last of those that are mounted on one place covers the others.
std::string_view MountTable::reason_to_poll_mount(const std::string& path) const {
    if (polled_.empty()) {
        return {};
    }
    const Mount* nearest = nullptr;
    for (const Mount& mount : mounts_) {
        if (lies_in(path, mount.path) && (nearest == nullptr || mount.path.size() >= nearest->path.size())) {
            nearest = &mount;
        }
    }
    return nearest == nullptr ? std::string_view() : reason_to_poll(nearest->type);
}

// 36 35 98:0 /root /place rw,noatime master:1 - ext4 /dev/root rw: the type stands behind the lone dash.
std::vector<MountTable::Mount> MountTable::parse(std::string_view text) {
    std::vector<Mount> mounts;
    std::istringstream lines{std::string(text)};
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string identity;
        std::string skipped;
        std::string place;
        words >> identity >> skipped >> skipped >> skipped >> place;
        const std::size_t dash = line.find(" - ");
        if (place.empty() || dash == std::string::npos) {
            continue;
        }
        const std::size_t type = dash + 3;
        mounts.push_back(
            {unescaped(place), line.substr(type, line.find(' ', type) - type), std::move(identity)});
    }
    return mounts;
}

std::string MountTable::read() const {
    std::string text;
    std::array<char, 16384> buffer{};
    for (ssize_t length = lseek(list_.number(), 0, SEEK_SET) == 0 ? 1 : 0; length > 0;) {
        length = ::read(list_.number(), buffer.data(), buffer.size());
        text.append(buffer.data(), static_cast<std::size_t>(std::max<ssize_t>(length, 0)));
    }
    return text;
}

}  // namespace wee
