#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include <boost/multi_index/hashed_index.hpp>
#include <boost/multi_index/key.hpp>
#include <boost/multi_index/sequenced_index.hpp>
#include <boost/multi_index_container.hpp>

namespace wee {

/// Names a rule for as long as its state lives, whatever reloads do to its place in the rule set.
enum class RuleId : std::uint64_t {};

/// A rule's key, as something to look for, with its hash. REQUIRES: the text outlives it.
struct RuleKeyView {
    RuleKeyView(RuleId id, std::string_view key) : RuleKeyView(id, key, hash_of(id, key)) {}
    RuleKeyView(RuleId id, std::string_view key, std::size_t known_hash)
        : rule(id), text(key), hash(known_hash) {}

    static std::size_t hash_of(RuleId id, std::string_view key) {
        constexpr std::uint64_t kSpread = 0x9E3779B97F4A7C15;  // rules of consecutive ids end up far apart
        return std::hash<std::string_view>()(key) ^
               static_cast<std::size_t>(static_cast<std::uint64_t>(id) * kSpread);
    }

    RuleId rule;
    std::string_view text;
    std::size_t hash;
};

/// Values by (rule, key) that stand in a queue: what is added or refreshed goes to its back. Where all values
/// wait equally long, the queue is in the order of their deadlines. Every operation takes constant time.
template <typename Value>
class KeyedQueue {
public:
    struct Entry {
        RuleId rule{};
        std::string key;
        std::size_t hash = 0;  // tells keys apart without a look at their text, which is elsewhere in memory
        mutable Value value;   // neither the place in the queue nor the one in the table depends on it

        [[nodiscard]] RuleKeyView view() const { return {rule, key, hash}; }
    };

    /// The value, or null. The pointer lives until the entry is removed.
    [[nodiscard]] Value* find(const RuleKeyView& key) const {
        const auto found = table().find(key);
        return found == table().end() ? nullptr : &found->value;
    }

    /// REQUIRES: the key is not there yet.
    Value& push_back(const RuleKeyView& key, Value value) {
        return entries_.push_back(Entry{key.rule, std::string(key.text), key.hash, std::move(value)})
            .first->value;
    }

    /// The value, now at the back of the queue, or null.
    Value* refresh(const RuleKeyView& key) {
        const auto found = table().find(key);
        if (found == table().end()) {
            return nullptr;
        }
        entries_.relocate(entries_.end(), entries_.template project<0>(found));
        return &found->value;
    }

    /// REQUIRES: not empty.
    [[nodiscard]] const Entry& front() const { return entries_.front(); }

    /// Takes the front out. REQUIRES: not empty.
    Entry take_front() {
        Entry front = std::move(entries_.extract(entries_.begin()).value());
        release_memory_when_empty();
        return front;
    }

    /// REQUIRES: not empty.
    void pop_front() {
        entries_.pop_front();
        release_memory_when_empty();
    }

    /// REQUIRES: the key is there.
    void erase(const RuleKeyView& key) {
        entries_.template get<1>().erase(table().find(key));
        release_memory_when_empty();
    }

    /// Removes the entries for which `is_unwanted(const Entry&)`; looks at every one.
    template <typename Predicate>
    void erase_if(Predicate is_unwanted) {
        entries_.remove_if(is_unwanted);
        release_memory_when_empty();
    }

    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    [[nodiscard]] bool empty() const { return entries_.empty(); }

private:
    struct Hash {
        std::size_t operator()(const RuleKeyView& key) const { return key.hash; }
    };
    struct Equal {
        bool operator()(const RuleKeyView& a, const RuleKeyView& b) const {
            return a.hash == b.hash && a.rule == b.rule && a.text == b.text;
        }
    };
    using Entries = boost::multi_index_container<
        Entry, boost::multi_index::indexed_by<
                   boost::multi_index::sequenced<>,
                   boost::multi_index::hashed_unique<boost::multi_index::key<&Entry::view>, Hash, Equal>>>;

    [[nodiscard]] const auto& table() const { return entries_.template get<1>(); }

    /// What the table has grown to in a storm is no use after it.
    void release_memory_when_empty() {
        constexpr std::size_t kWorthIt = 10'000;
        if (entries_.empty() && table().bucket_count() > kWorthIt) {
            entries_ = Entries();
        }
    }

    Entries entries_;
};

}  // namespace wee
