#include "sources/registry/registry_table.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "base/text.h"

namespace wee {
namespace {

std::string shortened(const std::string& text) {
    if (text.size() <= RegistryValue::kShownBytes) {
        return text;
    }
    std::size_t end = RegistryValue::kShownBytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        --end;  // not within a character
    }
    return text.substr(0, end);
}

Event news_of(EventKind kind, std::string_view key_path) {
    Event event = make_event(kind, {}, {});
    event.metadata.set(FieldId::KeyPath, std::string(key_path));
    return event;
}

}  // namespace

RegistryValue RegistryValue::of(std::string type, const std::string& text, std::size_t size) {
    return {std::move(type), shortened(text), size, std::hash<std::string>()(text)};
}

bool RegistryTable::covers_key(std::string_view key) const {
    return std::ranges::any_of(scopes_, [&](const RegistryScope& scope) {
        const bool is_below = key.starts_with(scope.path) &&
                              (key.size() == scope.path.size() || key[scope.path.size()] == separator_);
        return is_below && (scope.whole_tree || key.size() == scope.path.size());
    });
}

bool RegistryTable::covers(std::string_view path) const {
    const bool is_named = std::ranges::any_of(scopes_, [&](const auto& scope) { return scope.path == path; });
    return is_named || covers_key(path.substr(0, std::min(path.rfind(separator_), path.size())));
}

void RegistryTable::count_keys(std::string_view path, bool appears, EventBatch& news) {
    std::vector<std::string_view> keys;
    for (std::size_t end = path.rfind(separator_); end != std::string_view::npos && end > 0;
         end = path.rfind(separator_, end - 1)) {
        if (covers_key(path.substr(0, end))) {
            keys.push_back(path.substr(0, end));
        }
    }
    if (appears) {
        std::ranges::reverse(keys);  // outer ones are there first and go last
    }
    for (const std::string_view key : keys) {
        std::size_t& count = values_below_.try_emplace(std::string(key)).first->second;
        if (appears && count++ == 0) {
            news.push_back(news_of(EventKind::RegistryKeyCreated, key));
        } else if (!appears && --count == 0) {
            news.push_back(news_of(EventKind::RegistryKeyDeleted, key));
            values_below_.erase(values_below_.find(key));
        }
    }
}

void RegistryTable::update(const std::string& path, std::optional<RegistryValue> now, EventBatch& news) {
    const auto known = known_.find(path);
    const bool was_there = known != known_.end();
    if (!covers(path) || (was_there ? now == known->second : !now)) {
        return;
    }
    if (!was_there) {
        count_keys(path, true, news);
    }
    const std::size_t end = path.rfind(separator_);
    Event& event = news.emplace_back(
        news_of(now ? EventKind::RegistryValueSet : EventKind::RegistryValueDeleted, path.substr(0, end)));
    event.metadata.set(FieldId::ValueName, path.substr(end + 1));
    if (now) {
        event.metadata.set(FieldId::DataType, now->type);
        event.metadata.set(FieldId::DataSize, std::to_string(now->size));
        event.metadata.set(FieldId::Data, now->data);
    }
    if (was_there) {
        event.metadata.set(FieldId::OldData, known->second.data);
    }
    if (now) {
        known_.insert_or_assign(path, std::move(*now));
    } else {
        known_.erase(known);
        count_keys(path, false, news);
    }
}

void RegistryTable::update_all(std::string_view prefix, Values&& now, EventBatch& news) {
    std::vector<std::string> gone;
    for (auto known = known_.lower_bound(std::string(prefix));
         known != known_.end() && known->first.starts_with(prefix); ++known) {
        if (!now.contains(known->first)) {
            gone.push_back(known->first);
        }
    }
    for (const std::string& path : gone) {
        update(path, std::nullopt, news);
    }
    for (auto& [path, value] : now) {
        update(path, std::move(value), news);
    }
}

}  // namespace wee
