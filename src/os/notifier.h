#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>

#include "base/result.h"

namespace wee {

enum class Urgency { Low, Normal, Critical };

/// A message for the person at the desktop. All texts are text: nothing in them is markup.
struct Notification {
    std::string title;
    std::string message;
    std::string icon{};  ///< The name of an icon, or the path of an image; empty: none.
    Urgency urgency = Urgency::Normal;
    std::optional<std::chrono::milliseconds>
        timeout{};               ///< Nothing: as the desktop has it; 0: until dismissed.
    std::uint32_t replaces = 0;  ///< The notification whose place it takes; 0: none.
};

/// Shows notifications. Port; any thread, several at once.
class Notifier {
public:
    virtual ~Notifier() = default;

    /// Shows it and gives its number, for `replaces`. Waits for the desktop for a few seconds at most, and
    /// gives up within 500 ms of a stop. Fails with a sentence: no desktop session, no notification service.
    virtual Result<std::uint32_t> show(const Notification& notification, const std::stop_token& stop) = 0;
};

}  // namespace wee
