#include "os/windows/windows_file_writer.h"

#include <windows.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/event_id.h"
#include "base/path_text.h"
#include "base/text.h"
#include "os/windows/wide_text.h"

namespace wee {
namespace {

std::string mend_for(DWORD reason) {
    switch (reason) {
        case ERROR_PATH_NOT_FOUND:
            return "; there is no such directory: create it, or write create_directories = true";
        case ERROR_ACCESS_DENIED:
            return "; the engine's user may not write there";
        case ERROR_SHARING_VIOLATION:
            return "; another program keeps it open";
        case ERROR_DISK_FULL:
            return "; make room on the disk";
        default:
            return "";
    }
}

Error cannot_write(const std::string& path, DWORD reason) {
    return Error(quote_for_display(path) + " cannot be written: " +
                 std::system_category().message(static_cast<int>(reason)) + mend_for(reason));
}

/// Owns an open file.
class OpenFile {
public:
    OpenFile(const std::wstring& path, DWORD access, DWORD disposition)
        : handle_(CreateFileW(path.c_str(), access, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                              nullptr, disposition, FILE_ATTRIBUTE_NORMAL, nullptr)) {}
    ~OpenFile() { close(); }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    [[nodiscard]] bool is_open() const { return handle_ != INVALID_HANDLE_VALUE; }
    [[nodiscard]] HANDLE handle() const { return handle_; }
    void close() {
        if (is_open()) {
            CloseHandle(std::exchange(handle_, INVALID_HANDLE_VALUE));
        }
    }
    /// False with the reason in GetLastError.
    [[nodiscard]] bool write(std::string_view content) const {
        constexpr std::size_t kMostAtOnce = 1U << 30U;
        while (!content.empty()) {
            DWORD written = 0;
            const auto size = static_cast<DWORD>(std::min(content.size(), kMostAtOnce));
            if (WriteFile(handle_, content.data(), size, &written, nullptr) == 0) {
                return false;
            }
            content.remove_prefix(written);
        }
        return true;
    }

private:
    HANDLE handle_;
};

Result<void> create_directories_for(const std::string& path) {
    const std::string directory(path_directory(path));
    std::error_code failure;
    if (!directory.empty()) {
        std::filesystem::create_directories(to_wide(directory), failure);
    }
    if (failure) {
        return Error("the directory " + quote_for_display(directory) +
                     " cannot be created: " + failure.message());
    }
    return {};
}

/// Opening a directory is refused as if the user lacked the right.
Result<void> refuse_directory(const std::string& path) {
    const DWORD attributes = GetFileAttributesW(to_wide(path).c_str());
    if (attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY) != 0) {
        return Error(quote_for_display(path) + " cannot be written: it is a directory; name a file in it");
    }
    return {};
}

Result<void> append(const WriteRequest& request) {
    const OpenFile file(to_wide(request.path), FILE_APPEND_DATA, OPEN_ALWAYS);
    if (!file.is_open() || !file.write(request.content)) {
        return cannot_write(request.path, GetLastError());
    }
    return {};
}

Result<void> replace(const WriteRequest& request) {
    const std::string directory(path_directory(request.path));
    const std::string beside = directory + (directory.empty() || directory.ends_with('\\') ? "" : "\\") +
                               ".wee-" + EventId::generate().to_string() + ".tmp";
    const std::wstring temporary = to_wide(beside);
    OpenFile file(temporary, GENERIC_WRITE, CREATE_NEW);
    DWORD reason = file.is_open() ? ERROR_SUCCESS : GetLastError();
    const bool was_created = file.is_open();
    if (reason == ERROR_SUCCESS && (!file.write(request.content) || FlushFileBuffers(file.handle()) == 0)) {
        reason = GetLastError();
    }
    file.close();
    if (reason == ERROR_SUCCESS && MoveFileExW(temporary.c_str(), to_wide(request.path).c_str(),
                                               MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH) == 0) {
        reason = GetLastError();
    }
    if (reason == ERROR_SUCCESS) {
        return {};
    }
    if (was_created) {
        DeleteFileW(temporary.c_str());
    }
    return cannot_write(request.path, reason);
}

class WindowsFileWriter final : public FileWriter {
public:
    Result<void> write(const WriteRequest& request) override {
        if (request.creates_directories) {
            if (Result<void> created = create_directories_for(request.path); !created) {
                return created;
            }
        }
        if (Result<void> allowed = refuse_directory(request.path); !allowed) {
            return allowed;
        }
        return request.mode == WriteMode::Append ? append(request) : replace(request);
    }
};

}  // namespace

std::unique_ptr<FileWriter> make_file_writer() {
    return std::make_unique<WindowsFileWriter>();
}

}  // namespace wee
