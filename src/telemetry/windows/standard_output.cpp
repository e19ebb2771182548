#include <windows.h>

#include <io.h>

#include <cstdint>
#include <cstdio>

#include "telemetry/log_output.h"

namespace wee {
namespace {

class StandardOutput final : public LogOutput {
public:
    /// By the handle, because the C library would turn each line end into two characters.
    bool write(std::string_view bytes) override {
        const std::intptr_t handle = ::_get_osfhandle(::_fileno(stdout));
        while (!bytes.empty()) {
            DWORD written = 0;
            const auto size = static_cast<DWORD>(bytes.size());
            if (::WriteFile(reinterpret_cast<HANDLE>(handle), bytes.data(), size, &written, nullptr) == 0) {
                return false;
            }
            bytes.remove_prefix(written);
        }
        return true;
    }
};

}  // namespace

std::unique_ptr<LogOutput> make_standard_output() {
    return std::make_unique<StandardOutput>();
}

}  // namespace wee
