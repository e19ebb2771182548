#pragma once

#include <dirent.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace wee {

enum class LastLink { Follow, Refuse };

/// The entries of one directory, without `.` and `..`, in the order of the disk.
class DirectoryReader {
public:
    /// `Refuse`: a symbolic link in the directory's own place is an error (ELOOP or ENOTDIR).
    DirectoryReader(const std::string& path, LastLink last_link);

    /// 0, or the errno of why there are no entries.
    [[nodiscard]] int error() const { return error_; }
    /// Goes to the first or next entry. False at the end.
    bool next();
    /// Of the current entry; alive until `next`.
    [[nodiscard]] std::string_view name() const { return entry_->d_name; }
    /// A link to a directory is none.
    [[nodiscard]] bool is_directory() const;
    [[nodiscard]] bool is_link_to_directory() const;
    [[nodiscard]] bool has_content() const;
    /// When its content last changed or, if later, another file was moved into its place (or any other
    /// change of its attributes).
    [[nodiscard]] std::optional<WallTime> changed_at() const;

private:
    struct Close {
        void operator()(DIR* stream) const { closedir(stream); }
    };
    std::unique_ptr<DIR, Close> stream_;
    dirent* entry_ = nullptr;
    int error_ = 0;
};

}  // namespace wee
