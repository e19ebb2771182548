#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "os/file_writer.h"

namespace wee {

/// The files that scripts may touch: those below some folders. A path that leads elsewhere, by its text, by
/// `..` or by a link, is an error, whoever changes folders and links meanwhile: what was looked at is what is
/// used. Port; any thread. Errors are sentences for whoever wrote the script.
class ScriptFiles {
public:
    /// More than this is not read, and no more names are listed.
    static constexpr std::size_t kLargestText = 8 * 1024 * 1024;
    static constexpr std::size_t kMostNames = 100'000;

    virtual ~ScriptFiles() = default;

    virtual Result<bool> exists(const std::string& path) = 0;
    /// -1 where there is no regular file.
    virtual Result<std::int64_t> size(const std::string& path) = 0;
    virtual Result<std::string> read(const std::string& path) = 0;
    virtual Result<void> write(const std::string& path, std::string_view text, WriteMode mode) = 0;
    /// Without `.` and `..`, sorted.
    virtual Result<std::vector<std::string>> list(const std::string& path) = 0;
    /// With the folders on the way to it; one that exists is well.
    virtual Result<void> make_folder(const std::string& path) = 0;
    /// A file or an empty folder; a link itself.
    virtual Result<void> remove(const std::string& path) = 0;
    /// Replaces a file that is there.
    virtual Result<void> move(const std::string& from, const std::string& to) = 0;
    /// A regular file; replaces the contents of one that is there. Gives up when the time is up or at a stop.
    virtual Result<void> copy(const std::string& from, const std::string& to, SteadyTime deadline,
                              const std::stop_token& stop) = 0;
};

/// The machine's files below these folders (absolute paths). Relative paths of scripts are below the engine's
/// working directory.
std::unique_ptr<ScriptFiles> make_script_files(const std::vector<std::string>& folders);

}  // namespace wee
