#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/toml_document.h"

namespace wee {

/// A key that a table may have, with a value as the user would write it, for messages.
struct Key {
    std::string_view name;
    std::string_view example;
};

/// A value and where it stands.
template <typename T>
struct Located {
    T value;
    Position position;
};

/// The texts below one key. Not sound: some were of a wrong type, which has been reported.
struct TextList {
    std::vector<Located<std::string>> texts;
    bool is_sound = true;
};

/// One of the words that a key may have as its value, and what it means.
template <typename T>
struct Choice {
    std::string_view word;
    T meaning;
};

/// Reads one table of the configuration, key by key. Every wrong value becomes a finding at its place, with
/// what is wanted and an example, and gives nothing. Remembers the keys that were asked for: `finish` reports
/// all others. The table and the findings must outlive the reader.
class TableReader {
public:
    /// `owner` is what messages call the table: "[engine]", "the source `inbox`".
    TableReader(const TomlTable& table, Position position, std::string owner, Findings& findings);

    [[nodiscard]] Position position() const { return position_; }
    [[nodiscard]] Position position_of(std::string_view key) const;
    [[nodiscard]] bool has(std::string_view key) const { return table_.find(key) != nullptr; }
    [[nodiscard]] const std::string& owner() const { return owner_; }
    /// For messages that come to know the table's name only after it was read.
    void set_owner(std::string owner) { owner_ = std::move(owner); }
    [[nodiscard]] Findings& findings() const { return findings_; }

    /// The value whatever its type, or null.
    const TomlValue* any(const Key& key);
    std::optional<Located<std::string>> text(const Key& key);
    /// The text must be there and hold something.
    std::optional<Located<std::string>> required_text(const Key& key);
    std::optional<bool> boolean(const Key& key);
    std::optional<std::int64_t> integer(const Key& key, std::int64_t least, std::int64_t most);
    /// A number with or without a fraction, that is finite and within these bounds.
    std::optional<double> number(const Key& key, double least, double most);
    /// An array of texts, or one text for an array of one; none when the key is not there.
    TextList texts(const Key& key);
    const TomlTable* table(const Key& key);
    /// A value found below `key` as text. `wanted` completes "must be ...".
    std::optional<std::string> text_of(const Key& key, const TomlValue& value, std::string_view wanted);

    template <typename T, std::size_t count>
    std::optional<T> choice(const Key& key, const std::array<Choice<T>, count>& choices) {
        std::vector<std::string_view> words;
        words.reserve(count);
        for (const Choice<T>& one : choices) {
            words.push_back(one.word);
        }
        const std::optional<std::size_t> index = choice_index(key, words);
        return index ? std::optional<T>(choices[*index].meaning) : std::nullopt;
    }

    /// Reports a value that is of the wrong type or kind. `wanted` completes "must be ...".
    void report_wrong(const Key& key, const TomlValue& value, std::string_view wanted);
    void report_missing(const Key& key);
    /// An error at the key itself.
    void report_key(std::string_view key, std::string message);

    /// Reports every key that was never asked for.
    void finish();

private:
    std::optional<std::size_t> choice_index(const Key& key, const std::vector<std::string_view>& words);

    const TomlTable& table_;
    Position position_;
    std::string owner_;
    Findings& findings_;
    std::vector<std::string_view> asked_;
};

/// The elements of an array, or the value itself where it is none: a list means any of.
std::span<const TomlValue> elements_of(const TomlValue& value);
/// A value that is a number of either kind.
std::optional<double> number_of(const TomlValue& value);

/// The shortest text that reads back as this number.
std::string number_text(double number);

/// "a text", "a whole number", ...: what a value is, for messages.
std::string_view type_name(const TomlValue& value);

}  // namespace wee
