#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "sources/desktop/window_tracker.h"

namespace wee {

/// The way to whoever knows of the windows: an X server, sway or i3. One thread but for `interrupt`.
class WindowConnection : public WindowTitles {
public:
    enum class Outcome { Nothing, Something };

    /// As `backend = "..."` writes it.
    [[nodiscard]] virtual std::string backend() const = 0;
    /// Who is at the other end, for messages: "the X server at :0".
    [[nodiscard]] virtual std::string peer() const = 0;

    /// Connects, anew when it was connected, and asks for everything; what happens from then on is not
    /// missed. Waits for the server for as long as nobody interrupts. Fails with a sentence.
    virtual Result<DesktopState> open() = 0;
    /// After a failed `open`: nobody listens there any more, so that there are no windows either.
    [[nodiscard]] virtual bool is_desktop_gone() const = 0;

    /// Readable when there is something to read. REQUIRES: it is open.
    [[nodiscard]] virtual int descriptor() const = 0;
    /// Tells the tracker what has happened, up to some bound; Nothing: all has been read. Fails, with what
    /// the peer did, when the connection is of no use any more.
    virtual Result<Outcome> read(WindowTracker& tracker) = 0;
    /// When `read` wants to be called though nothing is readable.
    [[nodiscard]] virtual std::optional<SteadyTime> next_deadline() const { return std::nullopt; }

    /// Makes every call that waits for the server fail soon, until `clear_interrupt`. Any thread.
    virtual void interrupt() = 0;
    /// Closes the connection too.
    virtual void clear_interrupt() = 0;
};

}  // namespace wee
