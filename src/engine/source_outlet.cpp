#include "engine/source_outlet.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace wee {

std::string ReportedEvents::text_of(const Event& event) {
    std::string text(to_string(event.kind));
    for (const Field& field : event.metadata) {
        text.append(1, '\0').append(field.name()).append(1, '\0').append(field.value);
    }
    return text;
}

void ReportedEvents::add(const ReportedEvents& others) {
    for (const auto& [text, count] : others.counts_) {
        counts_[text] += count;
    }
}

bool ReportedEvents::remove(const Event& event) {
    const auto found = counts_.find(text_of(event));
    if (found == counts_.end()) {
        return false;
    }
    if (--found->second == 0) {
        counts_.erase(found);
    }
    return true;
}

void SourceOutlet::emit(EventBatch batch) {
    const std::lock_guard lock(mutex_);
    if (mode_ == Mode::Holding) {
        held_.insert(held_.end(), std::make_move_iterator(batch.begin()),
                     std::make_move_iterator(batch.end()));
        return;
    }
    if (mode_ == Mode::Noting) {
        for (const Event& event : batch) {
            noted_.add(event);
        }
    }
    pass_on(std::move(batch));
}

void SourceOutlet::pass_on(EventBatch batch) {
    events_ += batch.size();
    losses_ += static_cast<std::uint64_t>(std::ranges::count(batch, EventKind::EventsLost, &Event::kind));
    sink_.emit(std::move(batch));
}

void SourceOutlet::begin_noting() {
    const std::lock_guard lock(mutex_);
    mode_ = Mode::Noting;
}

ReportedEvents SourceOutlet::noted() const {
    const std::lock_guard lock(mutex_);
    return noted_;
}

void SourceOutlet::open_without(ReportedEvents& reported) {
    const std::lock_guard lock(mutex_);
    mode_ = Mode::Open;
    std::erase_if(held_, [&](const Event& event) { return reported.remove(event); });
    if (!held_.empty()) {
        pass_on(std::exchange(held_, {}));
    }
}

}  // namespace wee
