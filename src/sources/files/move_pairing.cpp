#include "sources/files/move_pairing.h"

#include <algorithm>
#include <utility>

namespace wee {

void MovePairing::left(std::uint32_t cookie, Moved moved, DirectoryId directory, std::string_view name) {
    waiting_.push_back({cookie, moved, directory, std::string(name), clock_.steady_now() + kWait});
}

std::optional<MovePairing::Half> MovePairing::take(std::uint32_t cookie) {
    return take_if([cookie](const Half& half) { return half.cookie == cookie; });
}

std::optional<MovePairing::Half> MovePairing::take(DirectoryId directory, std::string_view name) {
    return take_if([&](const Half& half) { return half.directory == directory && half.name == name; });
}

std::optional<MovePairing::Half> MovePairing::take_overdue() {
    if (waiting_.empty() ||
        (waiting_.size() <= kMaximumWaiting && clock_.steady_now() < waiting_.front().deadline)) {
        return std::nullopt;
    }
    return take_any();
}

std::optional<MovePairing::Half> MovePairing::take_any() {
    return take_if([](const Half&) { return true; });
}

std::optional<SteadyTime> MovePairing::next_deadline() const {
    return waiting_.empty() ? std::nullopt : std::optional(waiting_.front().deadline);
}

template <typename Predicate>
std::optional<MovePairing::Half> MovePairing::take_if(Predicate is_wanted) {
    const auto found = std::find_if(waiting_.begin(), waiting_.end(), is_wanted);
    if (found == waiting_.end()) {
        return std::nullopt;
    }
    std::optional<Half> half(std::move(*found));
    waiting_.erase(found);
    return half;
}

}  // namespace wee
