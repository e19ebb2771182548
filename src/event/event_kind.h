#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

namespace wee {

/// What happened. The names (`to_string`) are a contract with users' rules, scripts and dashboards.
enum class EventKind : std::uint8_t {
    FileCreated,
    FileModified,
    FileDeleted,
    FileRenamed,
    WindowCreated,
    WindowDestroyed,
    WindowFocused,
    WindowUnfocused,
    WindowTitleChanged,
    ProcessStarted,
    ProcessStopped,
    RegistryKeyCreated,
    RegistryKeyDeleted,
    RegistryValueSet,
    RegistryValueDeleted,
    TimerTick,
    /// A rule's action said so: event/emitted_event.h.
    Emitted,
    /// A source could not see everything for a while (kernel queue overflow, a root that vanished).
    EventsLost,
};

inline constexpr std::size_t kEventKindCount = static_cast<std::size_t>(EventKind::EventsLost) + 1;

/// "FileCreated", as events show it.
std::string_view to_string(EventKind kind);
/// "file_created", as triggers and metrics write it.
std::string_view to_snake_case(EventKind kind);
/// Reads either spelling.
std::optional<EventKind> parse_event_kind(std::string_view text);
/// Every kind, in declaration order.
const std::array<EventKind, kEventKindCount>& all_event_kinds();

/// A set of kinds in one word.
class EventKindSet {
public:
    constexpr EventKindSet() = default;
    constexpr EventKindSet(std::initializer_list<EventKind> kinds) {
        for (const EventKind kind : kinds) {
            insert(kind);
        }
    }
    static constexpr EventKindSet all() {
        EventKindSet set;
        set.bits_ = (1U << kEventKindCount) - 1;
        return set;
    }
    constexpr void insert(EventKind kind) { bits_ |= bit(kind); }
    [[nodiscard]] constexpr bool contains(EventKind kind) const { return (bits_ & bit(kind)) != 0; }
    [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
    friend constexpr EventKindSet operator|(EventKindSet a, EventKindSet b) {
        return from_bits(a.bits_ | b.bits_);
    }
    friend constexpr EventKindSet operator&(EventKindSet a, EventKindSet b) {
        return from_bits(a.bits_ & b.bits_);
    }
    friend constexpr bool operator==(EventKindSet, EventKindSet) = default;

private:
    static constexpr std::uint32_t bit(EventKind kind) { return 1U << static_cast<unsigned>(kind); }
    static constexpr EventKindSet from_bits(std::uint32_t bits) {
        EventKindSet set;
        set.bits_ = bits;
        return set;
    }
    std::uint32_t bits_ = 0;
};

}  // namespace wee
