#include "config/definition.h"

#include <algorithm>
#include <bit>

namespace wee {
namespace {

/// The finaliser of splitmix64: every bit of the input counts for every bit of the outcome.
std::uint64_t mix(std::uint64_t value) {
    value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9;
    value = (value ^ (value >> 27U)) * 0x94d049bb133111eb;
    return value ^ (value >> 31U);
}

}  // namespace

void Definition::add(std::uint64_t number) {
    hash_ = mix(hash_ + 0x9e3779b97f4a7c15 + number);
}

void Definition::add(std::string_view text) {
    add(text.size());
    std::uint64_t word = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        word = (word << 8U) | static_cast<unsigned char>(text[at]);
        if (at % 8 == 7 || at + 1 == text.size()) {
            add(word);
            word = 0;
        }
    }
}

void Definition::add(const TomlTable& table) {
    std::vector<const TomlEntry*> entries;
    entries.reserve(table.entries.size());
    for (const TomlEntry& entry : table.entries) {
        entries.push_back(&entry);
    }
    std::ranges::sort(entries, {}, &TomlEntry::key);
    add(entries.size());
    for (const TomlEntry* entry : entries) {
        add(entry->key);
        add(entry->value);
    }
}

void Definition::add(const TomlValue& value) {
    add(value.content.index());
    if (const auto* text = value.as<std::string>()) {
        add(*text);
    } else if (const auto* whole = value.as<std::int64_t>()) {
        add(static_cast<std::uint64_t>(*whole));
    } else if (const auto* fraction = value.as<double>()) {
        add(std::bit_cast<std::uint64_t>(*fraction));
    } else if (const bool* boolean = value.as<bool>()) {
        add(std::uint64_t{*boolean ? 1U : 0U});
    } else if (const auto* array = value.as<TomlArray>()) {
        add(array->size());
        std::ranges::for_each(*array, [this](const TomlValue& element) { add(element); });
    } else if (const auto* table = value.as<TomlTable>()) {
        add(*table);
    }
}

Fingerprint Definition::fingerprint() const {
    return static_cast<Fingerprint>(hash_ == 0 ? 1 : hash_);
}

}  // namespace wee
