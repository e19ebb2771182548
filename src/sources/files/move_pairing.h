#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "sources/files/directory_tree.h"

namespace wee {

/// Brings the two halves of a move together: the system tells the old name first and the new name separately,
/// or never (the file left what is watched). A first half waits kWait at most, and at most kMaximumWaiting of
/// them wait. Not synchronised.
class MovePairing {
public:
    static constexpr std::chrono::milliseconds kWait{20};
    static constexpr std::size_t kMaximumWaiting = 1024;

    enum class Moved { File, Directory };
    struct Half {
        std::uint32_t cookie;
        Moved moved;
        DirectoryId directory;
        std::string name;
        SteadyTime deadline;
    };

    explicit MovePairing(const Clock& clock) : clock_(clock) {}

    void left(std::uint32_t cookie, Moved moved, DirectoryId directory, std::string_view name);
    /// The first half of that move.
    [[nodiscard]] std::optional<Half> take(std::uint32_t cookie);
    /// The first half that has this name: something new of that name is coming, so it must be settled first.
    [[nodiscard]] std::optional<Half> take(DirectoryId directory, std::string_view name);
    /// A first half that waited long enough, or is one too many; call until there is none.
    [[nodiscard]] std::optional<Half> take_overdue();
    /// Any first half, the oldest first.
    [[nodiscard]] std::optional<Half> take_any();
    [[nodiscard]] std::optional<SteadyTime> next_deadline() const;

private:
    template <typename Predicate>
    std::optional<Half> take_if(Predicate is_wanted);

    const Clock& clock_;
    std::deque<Half> waiting_;  // oldest first
};

}  // namespace wee
