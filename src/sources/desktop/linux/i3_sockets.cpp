#include "sources/desktop/linux/i3_sockets.h"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "sources/desktop/linux/x11_display.h"
#include "sources/desktop/linux/x11_windows.h"

namespace wee {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostSocketPathBytes = 4096;

// "sway-ipc.1000." of "sway-ipc.1000.4711.sock"; empty for a name of another form.
std::string_view common_start(std::string_view name) {
    constexpr std::string_view kStart = "sway-ipc.";
    const std::size_t dot = name.starts_with(kStart) ? name.find('.', kStart.size()) : std::string_view::npos;
    return dot == std::string_view::npos ? std::string_view() : name.substr(0, dot + 1);
}

}  // namespace

std::vector<std::string> sway_sockets(const std::string& path) {
    std::vector<std::string> sockets{path};
    const fs::path first(path);
    const std::string name = first.filename().string();
    const std::string_view start = common_start(name);
    if (start.empty()) {
        return sockets;
    }
    std::vector<std::pair<fs::file_time_type, std::string>> others;
    std::error_code error;
    for (fs::directory_iterator entry(first.parent_path(), error);
         !error && entry != fs::directory_iterator(); entry.increment(error)) {
        const std::string other = entry->path().filename().string();
        if (other.starts_with(start) && other.ends_with(".sock") && other != name) {
            std::error_code gone;
            others.emplace_back(entry->last_write_time(gone), entry->path().string());
        }
    }
    std::ranges::sort(others, std::greater<>());
    for (auto& [time, other] : others) {
        sockets.push_back(std::move(other));
    }
    return sockets;
}

std::optional<std::string> i3_socket_of_display(const std::string& display, const Environment& environment,
                                                SocketInterrupter& interrupter) {
    const Result<X11Display> parsed = X11Display::parse(display);
    if (!parsed) {
        return std::nullopt;
    }
    X11ConnectFailure failure;
    const X11ConnectionHandle connection = connect_to_x11(parsed.value(), environment, interrupter, failure);
    if (!connection) {
        return std::nullopt;
    }
    const X11Windows windows(connection.get(), parsed.value().screen);
    const X11Properties& properties = windows.properties();
    const auto path =
        properties.answer(properties.ask(windows.root(), X11Atom::I3SocketPath, kMostSocketPathBytes));
    return path && !path->bytes.empty() ? std::optional(path->bytes) : std::nullopt;
}

}  // namespace wee
