#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "os/linux/file_descriptor.h"
#include "sources/desktop/linux/i3_messages.h"
#include "sources/desktop/linux/i3_stream.h"
#include "sources/desktop/linux/socket_interrupter.h"
#include "sources/desktop/linux/window_connection.h"

namespace wee {

/// The windows of sway or i3, by their own protocol: a tree at the start, then an event for each change.
class I3Connection final : public WindowConnection {
public:
    /// Where the socket may be, the likeliest first; asked before each attempt, because a window manager that
    /// was started again has another one. May wait for a server, until the interrupter ends that.
    using FindSockets = std::function<std::vector<std::string>(SocketInterrupter&)>;

    /// Programs may name their window only after they have shown it: it is reported when it has its name, or
    /// the focus, or so much later.
    static constexpr std::chrono::milliseconds kNamingTime{100};

    /// `clock` must outlive the object.
    I3Connection(I3Dialect dialect, FindSockets find_sockets, const Clock& clock);

    [[nodiscard]] std::string backend() const override { return dialect_ == I3Dialect::Sway ? "sway" : "i3"; }
    [[nodiscard]] std::string peer() const override;
    Result<DesktopState> open() override;
    [[nodiscard]] bool is_desktop_gone() const override { return is_desktop_gone_; }
    [[nodiscard]] int descriptor() const override { return socket_.number(); }
    Result<Outcome> read(WindowTracker& tracker) override;
    [[nodiscard]] std::optional<SteadyTime> next_deadline() const override;
    void interrupt() override { interrupter_.interrupt(); }
    void clear_interrupt() override;
    /// Its events bring the titles along.
    std::optional<std::string> title(WindowHandle) override { return std::nullopt; }

private:
    enum class Received { Bytes, Nothing };

    Result<void> connect();
    Result<void> send(std::uint32_t type, std::string_view payload);
    Result<Received> receive();
    Result<I3Message> wait_for(std::uint32_t type);
    Result<void> ask_for_tree();
    Result<void> take(const I3Message& message, WindowTracker& tracker);
    Result<void> take_window_event(const I3Message& message, WindowTracker& tracker);
    void take_new_window(Window window, WindowTracker& tracker);
    void report_unnamed(WindowTracker& tracker);
    Result<DesktopState> take_tree(const I3Message& message) const;
    [[nodiscard]] Error failure(const std::string& what) const { return Error(peer() + ": " + what); }

    const I3Dialect dialect_;
    const FindSockets find_sockets_;
    const Clock& clock_;
    SocketInterrupter interrupter_;
    std::string path_;
    FileDescriptor socket_;
    I3Stream stream_;
    struct Unnamed {
        Window window;
        SteadyTime until;
    };
    std::map<WindowHandle, Unnamed> unnamed_;
    bool is_desktop_gone_ = false;
    bool is_tree_asked_ = false;
    bool is_tree_outdated_ = false;  // something happened after it was asked for
};

}  // namespace wee
