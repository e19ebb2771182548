#include "sources/desktop/window_tracker.h"

#include <algorithm>
#include <utility>

namespace wee {
namespace {

bool is_same_window(const Window& a, const Window& b) {
    return a.id == b.id && a.pid == b.pid && a.window_class == b.window_class;
}

}  // namespace

WindowTracker::WindowTracker(WindowFilter filter, WindowReports& reports, WindowTitles& titles,
                             const Clock& clock)
    : filter_(std::move(filter)), reports_(reports), titles_(titles), clock_(clock) {}

void WindowTracker::begin(DesktopState state) {
    for (Window& window : state.windows) {
        remember(std::move(window));
    }
    focused_ = state.focused;
    const auto found = focused_ ? windows_.find(*focused_) : windows_.end();
    if (found != windows_.end() && found->second.is_accepted) {
        reported_focused_ = focused_;
    }
}

void WindowTracker::replace(DesktopState state) {
    for (const WindowHandle id : ids()) {
        limiter_.forget(id);  // what waits is about the former connection's windows
        const auto same = [&](const Window& window) {
            return is_same_window(window, windows_.at(id).window);
        };
        if (std::ranges::none_of(state.windows, same)) {
            vanished(id);
        }
    }
    for (Window& window : state.windows) {
        if (knows(window.id)) {
            set_title(window.id, std::move(window.title), 0);
        } else {
            appeared(std::move(window));
        }
    }
    focus_is(state.focused);
}

void WindowTracker::appeared(Window window) {
    if (knows(window.id)) {
        return;
    }
    const Known& known = remember(std::move(window));
    if (known.is_accepted) {
        reports_.created(known.window);
    }
    update_focus();
}

void WindowTracker::vanished(WindowHandle id) {
    settle(id);
    const auto found = windows_.find(id);
    if (found == windows_.end()) {
        return;
    }
    if (reported_focused_ == id) {
        unfocus();
    }
    if (focused_ == id) {
        focused_.reset();
    }
    if (found->second.was_accepted) {
        reports_.destroyed(found->second.window);
    }
    windows_.erase(found);
    limiter_.forget(id);
}

void WindowTracker::title_changed(WindowHandle id, std::optional<std::string> title) {
    if (knows(id)) {
        limiter_.changed(id, std::move(title));
    }
}

void WindowTracker::focus_is(std::optional<WindowHandle> id) {
    if (focused_ == id) {
        return;
    }
    // What these two are called, and so whether the filter accepts them, must not be out of date.
    if (focused_) {
        settle(*focused_);
    }
    if (id) {
        settle(*id);
    }
    focused_ = id;
    update_focus();
}

void WindowTracker::settle_due() {
    for (TitleLimiter::Change& change : limiter_.take_due(clock_.steady_now())) {
        look_at(std::move(change));
    }
}

void WindowTracker::settle_all() {
    for (const WindowHandle id : ids()) {
        settle(id);
    }
}

std::vector<WindowHandle> WindowTracker::ids() const {
    std::vector<WindowHandle> all;
    all.reserve(windows_.size());
    for (const auto& [id, known] : windows_) {
        all.push_back(id);
    }
    return all;
}

WindowTracker::Known& WindowTracker::remember(Window window) {
    const WindowHandle id = window.id;
    Known& known = windows_[id];
    known.window = std::move(window);
    known.is_accepted = known.was_accepted = filter_.accepts(known.window);
    return known;
}

void WindowTracker::settle(WindowHandle id) {
    if (std::optional<TitleLimiter::Change> change = limiter_.take(id)) {
        look_at(std::move(*change));
    }
}

void WindowTracker::look_at(TitleLimiter::Change change) {
    std::optional<std::string> title = change.title ? std::move(change.title) : titles_.title(change.id);
    const auto finding = title ? set_title(change.id, std::move(*title), change.notices - 1)
                               : TitleLimiter::Finding::Same;  // it has gone, and will be told so
    limiter_.looked(change.id, finding, clock_.steady_now());
}

TitleLimiter::Finding WindowTracker::set_title(WindowHandle id, std::string title,
                                               std::uint64_t merged_changes) {
    Known& known = windows_.at(id);
    if (known.window.title == title) {
        return TitleLimiter::Finding::Same;
    }
    std::string old_title = std::exchange(known.window.title, std::move(title));
    const bool old_is_accepted = std::exchange(known.is_accepted, filter_.accepts(known.window));
    known.was_accepted = known.was_accepted || known.is_accepted;
    if (old_is_accepted || known.is_accepted) {
        reports_.title_changed(known.window, std::move(old_title), merged_changes);
    }
    update_focus();
    return TitleLimiter::Finding::Changed;
}

void WindowTracker::update_focus() {
    const auto found = focused_ ? windows_.find(*focused_) : windows_.end();
    const bool is_reported = found != windows_.end() && found->second.is_accepted;
    const std::optional<WindowHandle> now = is_reported ? focused_ : std::nullopt;
    if (now == reported_focused_) {
        return;
    }
    unfocus();
    if (now) {
        reports_.focused(found->second.window);
        reported_focused_ = now;
    }
}

void WindowTracker::unfocus() {
    if (reported_focused_) {
        reports_.unfocused(windows_.at(*std::exchange(reported_focused_, std::nullopt)).window);
    }
}

}  // namespace wee
