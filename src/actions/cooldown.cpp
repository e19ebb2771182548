#include "actions/cooldown.h"

#include <cassert>
#include <iterator>

namespace wee {

bool Cooldown::admit(const std::string& key, SteadyTime now) {
    forget_expired(now);
    const auto found = entries_.find(key);
    if (found == entries_.end()) {
        busy_.push_back({key, {}, true});
        entries_.emplace(busy_.back().key, std::prev(busy_.end()));
        return true;
    }
    Entry& entry = *found->second;
    // In a replay time may go back, and then an expired one may stand behind one that is not.
    if (entry.is_busy || now < entry.until) {
        return false;
    }
    entry.is_busy = true;
    busy_.splice(busy_.end(), cooling_, found->second);
    return true;
}

void Cooldown::start(const std::string& key, SteadyTime now) {
    const auto found = entries_.find(key);
    assert(found != entries_.end() && found->second->is_busy);
    found->second->is_busy = false;
    found->second->until = now + length_;
    cooling_.splice(cooling_.end(), busy_, found->second);
}

void Cooldown::forget(const std::string& key) {
    const auto found = entries_.find(key);
    assert(found != entries_.end() && found->second->is_busy);
    erase(busy_, found->second);
}

bool Cooldown::is_over(SteadyTime now) {
    forget_expired(now);
    return entries_.empty();
}

void Cooldown::forget_expired(SteadyTime now) {
    while (!cooling_.empty() && cooling_.front().until <= now) {
        erase(cooling_, cooling_.begin());
    }
}

void Cooldown::erase(Entries& list, Entries::iterator entry) {
    entries_.erase(entry->key);
    list.erase(entry);
}

}  // namespace wee
