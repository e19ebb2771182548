#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "sources/desktop/window.h"

namespace wee {

/// When a window's changed title may be looked at, however often programs change theirs: a window has at most
/// one change reported within kBetweenReports, and the last one always is. Keeps at most one title for each
/// window. Not synchronised.
class TitleLimiter {
public:
    static constexpr std::chrono::milliseconds kBetweenReports{100};
    /// After a look that found nothing new: X11 announces one change by two properties, one after the other,
    /// and the second must not wait long.
    static constexpr std::chrono::milliseconds kBetweenLooks{10};

    struct Change {
        WindowHandle id = 0;
        std::optional<std::string> title{};  ///< The latest, where it came with the notice.
        std::uint64_t notices = 0;           ///< How often it changed.
    };
    enum class Finding { Changed, Same };

    /// One more notice that the title has changed; the newest title given is the one that counts.
    void changed(WindowHandle id, std::optional<std::string> title);
    /// The changes that may be looked at now. Each must be followed by `looked`.
    std::vector<Change> take_due(SteadyTime now);
    /// This window's change, whether it is due or not. Must be followed by `looked`.
    std::optional<Change> take(WindowHandle id);
    /// What looking at a taken change brought.
    void looked(WindowHandle id, Finding finding, SteadyTime now);
    void forget(WindowHandle id) { entries_.erase(id); }

    /// Nothing: no change waits.
    [[nodiscard]] std::optional<SteadyTime> next_deadline() const;
    [[nodiscard]] std::size_t size() const { return entries_.size(); }

private:
    struct Entry {
        SteadyTime not_before = SteadyTime::min();
        std::optional<std::string> title{};
        std::uint64_t notices = 0;
    };
    static Change take(WindowHandle id, Entry& entry);

    std::map<WindowHandle, Entry> entries_;
};

}  // namespace wee
