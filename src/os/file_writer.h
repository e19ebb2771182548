#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace wee {

enum class WriteMode {
    Append,   ///< Behind what the file holds.
    Replace,  ///< Instead of it.
};

struct WriteRequest {
    std::string path;  ///< Absolute or from the engine's working directory on; UTF-8, on Linux any bytes.
    std::string_view content;  ///< Alive for the call.
    WriteMode mode = WriteMode::Append;
    bool creates_directories = false;  ///< Those of the path that are missing.
};

/// Writes a file. Port; any number of threads at once.
class FileWriter {
public:
    virtual ~FileWriter() = default;

    /// Appending is one write, so that lines of several writers do not mix. Replacing is atomic: whoever
    /// opens the path sees the old content or the new one, also after a crash; a file that is there keeps its
    /// permissions, and a symbolic link stays one: the file that it leads to is replaced.
    ///
    /// A new file can be read and written by the owner, and read by others as far as the umask lets them.
    /// Fails with a sentence that names the path: no such directory, no permission, a directory, no space, a
    /// device or pipe. What could not be written whole is taken back as far as that is possible.
    virtual Result<void> write(const WriteRequest& request) = 0;
};

}  // namespace wee
