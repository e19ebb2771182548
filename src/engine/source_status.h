#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace wee {

enum class SourceState {
    Running,
    Waiting,  ///< It could not be started and is tried again.
};

/// "running", "waiting".
std::string_view to_string(SourceState state);

/// What is to be said of one source of the configuration.
struct SourceStatus {
    std::string name;
    std::string_view type;  ///< As the configuration writes it.
    SourceState state = SourceState::Running;
    std::string backend{};          ///< How it watches; empty where there is one way only, or it waits.
    std::string reason{};           ///< Why it waits.
    std::uint64_t events = 0;       ///< Handed on since it was started, EventsLost among them.
    std::uint64_t losses = 0;       ///< How often something was lost (EventsLost).
    std::size_t failed_starts = 0;  ///< Before it ran, or so far.
};

}  // namespace wee
