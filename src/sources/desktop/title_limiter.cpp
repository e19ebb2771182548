#include "sources/desktop/title_limiter.h"

#include <algorithm>
#include <utility>

namespace wee {

void TitleLimiter::changed(WindowHandle id, std::optional<std::string> title) {
    Entry& entry = entries_[id];
    ++entry.notices;
    if (title) {
        entry.title = std::move(title);
    }
}

std::vector<TitleLimiter::Change> TitleLimiter::take_due(SteadyTime now) {
    std::vector<Change> due;
    for (auto entry = entries_.begin(); entry != entries_.end();) {
        if (entry->second.not_before > now) {
            ++entry;
        } else if (entry->second.notices == 0) {  // quiet for long enough: the next change is due at once
            entry = entries_.erase(entry);
        } else {
            due.push_back(take(entry->first, entry->second));
            ++entry;
        }
    }
    return due;
}

std::optional<TitleLimiter::Change> TitleLimiter::take(WindowHandle id) {
    const auto found = entries_.find(id);
    if (found == entries_.end() || found->second.notices == 0) {
        return std::nullopt;
    }
    return take(id, found->second);
}

TitleLimiter::Change TitleLimiter::take(WindowHandle id, Entry& entry) {
    return {id, std::exchange(entry.title, std::nullopt), std::exchange(entry.notices, 0)};
}

void TitleLimiter::looked(WindowHandle id, Finding finding, SteadyTime now) {
    const auto found = entries_.find(id);
    if (found != entries_.end()) {
        const auto pause = finding == Finding::Changed ? kBetweenReports : kBetweenLooks;
        found->second.not_before = std::max(found->second.not_before, now + pause);
    }
}

std::optional<SteadyTime> TitleLimiter::next_deadline() const {
    std::optional<SteadyTime> next;
    for (const auto& [id, entry] : entries_) {
        if (entry.notices > 0) {
            next = next ? std::min(*next, entry.not_before) : entry.not_before;
        }
    }
    return next;
}

}  // namespace wee
