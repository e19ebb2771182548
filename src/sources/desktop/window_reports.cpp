#include "sources/desktop/window_reports.h"

namespace wee {

void WindowReports::title_changed(const Window& window, std::string old_title, std::uint64_t merged_changes) {
    Event& event = add(EventKind::WindowTitleChanged, window);
    event.metadata.set(FieldId::OldTitle, std::move(old_title));
    if (merged_changes > 0) {
        event.metadata.set("merged_changes", std::to_string(merged_changes));
    }
}

void WindowReports::lost(std::string_view reason) {
    add(EventKind::EventsLost).metadata.set(FieldId::Reason, std::string(reason));
}

void WindowReports::flush() {
    if (!batch_.empty()) {
        sink_.emit(std::exchange(batch_, {}));
    }
}

Event& WindowReports::add(EventKind kind) {
    const WallTime now = batch_.empty() ? clock_.wall_now() : batch_.front().timestamp;
    return batch_.emplace_back(make_event(kind, source_, now));
}

Event& WindowReports::add(EventKind kind, const Window& window) {
    Event& event = add(kind);
    event.metadata.set(FieldId::Title, window.title)
        .set(FieldId::Class, window.window_class)
        .set(FieldId::Exe, window.exe)
        .set(FieldId::Pid, window.pid != 0 ? std::to_string(window.pid) : std::string())
        .set(FieldId::WindowId, std::to_string(window.id));
    return event;
}

}  // namespace wee
