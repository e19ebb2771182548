#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "os/linux/file_descriptor.h"

namespace wee {

/// Why the kernel's notices are not enough for files of this type of file system, the end of a sentence;
/// empty where they are.
std::string_view reason_to_poll(std::string_view file_system_type);

/// What is mounted where, as the kernel lists it. The list is asked instead of the file systems themselves,
/// because one whose server is gone would not answer. Not synchronised.
class MountTable {
public:
    /// `path`: the list; without it every file system counts as local.
    explicit MountTable(const std::string& path = "/proc/self/mountinfo");

    /// Raises POLLPRI when something was mounted or unmounted; -1 without a list.
    [[nodiscard]] int descriptor() const { return list_.number(); }
    /// Reads the list again. The paths where something was mounted or unmounted since.
    std::vector<std::string> reload();

    /// Why files at this place, which need not exist, must be polled; empty where they need not. Links on the
    /// way are followed as far as that asks no such file system.
    [[nodiscard]] std::string_view reason_to_poll_at(const std::string& path) const;
    /// The same for a path without links whose directory need not be polled.
    [[nodiscard]] std::string_view reason_to_poll_mount(const std::string& path) const;

private:
    struct Mount {
        std::string path;
        std::string type;
        std::string identity;  // of the mount: another one at the same place has another
        friend bool operator==(const Mount&, const Mount&) = default;
    };

    [[nodiscard]] static std::vector<Mount> parse(std::string_view text);
    [[nodiscard]] std::string read() const;

    FileDescriptor list_;
    std::vector<Mount> mounts_;
    std::vector<Mount> polled_;  // those of them that must be
};

}  // namespace wee
