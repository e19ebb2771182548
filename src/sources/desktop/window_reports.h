#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "base/clock.h"
#include "event/event_sink.h"
#include "sources/desktop/window.h"

namespace wee {

/// Makes a window watcher's events and hands them to the sink in batches. Not synchronised.
class WindowReports {
public:
    /// All must outlive the object.
    WindowReports(std::string source, EventSink& sink, const Clock& clock)
        : source_(std::move(source)), sink_(sink), clock_(clock) {}

    void created(const Window& window) { add(EventKind::WindowCreated, window); }
    void destroyed(const Window& window) { add(EventKind::WindowDestroyed, window); }
    void focused(const Window& window) { add(EventKind::WindowFocused, window); }
    void unfocused(const Window& window) { add(EventKind::WindowUnfocused, window); }
    /// `window` has its new title. `merged_changes`: how many earlier changes this one stands for too.
    void title_changed(const Window& window, std::string old_title, std::uint64_t merged_changes);
    void lost(std::string_view reason);

    /// Hands over what there is, if there is anything. The events of one batch have one time stamp.
    void flush();

private:
    Event& add(EventKind kind);
    Event& add(EventKind kind, const Window& window);

    const std::string source_;
    EventSink& sink_;
    const Clock& clock_;
    EventBatch batch_;
};

}  // namespace wee
