#include "sources/desktop/linux/x11_authority.h"

#include <limits.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <memory>
#include <string_view>

#include <X11/Xauth.h>

namespace wee {
namespace {

constexpr std::string_view kCookieName = "MIT-MAGIC-COOKIE-1";

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
struct DisposeEntry {
    void operator()(Xauth* entry) const { XauDisposeAuth(entry); }
};

std::string host_name() {
    std::array<char, HOST_NAME_MAX + 1> name{};
    ::gethostname(name.data(), name.size() - 1);
    return name.data();
}

bool is_for(const Xauth& entry, const std::string& host, const std::string& number) {
    const bool is_this_host =
        entry.family == FamilyWild ||
        (entry.family == FamilyLocal && std::string_view(entry.address, entry.address_length) == host);
    return is_this_host &&
           (entry.number_length == 0 || std::string_view(entry.number, entry.number_length) == number) &&
           std::string_view(entry.name, entry.name_length) == kCookieName;
}

}  // namespace

std::optional<std::string> read_x11_cookie(const std::string& file, int display_number) {
    const std::unique_ptr<std::FILE, CloseFile> stream(std::fopen(file.c_str(), "rbe"));
    if (!stream) {
        return std::nullopt;
    }
    const std::string host = host_name();
    const std::string number = std::to_string(display_number);
    while (const std::unique_ptr<Xauth, DisposeEntry> entry{XauReadAuth(stream.get())}) {
        if (is_for(*entry, host, number)) {
            return std::string(entry->data, entry->data_length);
        }
    }
    return std::nullopt;
}

}  // namespace wee
