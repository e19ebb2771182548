#include "script/call_arguments.h"

#include <algorithm>

namespace wee {
namespace {

const std::string no_text;

bool is_nothing(const ScriptValue& value) {
    return std::holds_alternative<std::monostate>(value.value);
}

/// Lua writes an empty list and an empty table alike.
bool is_empty(const ScriptValue& value) {
    const auto* const list = std::get_if<ScriptList>(&value.value);
    const auto* const table = std::get_if<ScriptTable>(&value.value);
    return is_nothing(value) || (list != nullptr && list->empty()) || (table != nullptr && table->empty());
}

}  // namespace

ScriptValue CallArguments::value(std::size_t index) const {
    return index < arguments_.size() ? arguments_[index] : ScriptValue();
}

const std::string& CallArguments::text(std::size_t index) {
    const auto* const found =
        index < arguments_.size() ? std::get_if<std::string>(&arguments_[index].value) : nullptr;
    is_sound_ = is_sound_ && found != nullptr;
    return found == nullptr ? no_text : *found;
}

std::int64_t CallArguments::integer(std::size_t index) {
    const auto* const found =
        index < arguments_.size() ? std::get_if<std::int64_t>(&arguments_[index].value) : nullptr;
    is_sound_ = is_sound_ && found != nullptr;
    return found == nullptr ? 0 : *found;
}

std::vector<std::string> CallArguments::texts(std::size_t index) {
    std::vector<std::string> texts;
    if (index >= arguments_.size() || is_empty(arguments_[index])) {
        return texts;
    }
    const auto* const list = std::get_if<ScriptList>(&arguments_[index].value);
    is_sound_ = is_sound_ && list != nullptr;
    for (const ScriptValue& element : list == nullptr ? ScriptList() : *list) {
        const auto* const found = std::get_if<std::string>(&element.value);
        is_sound_ = is_sound_ && found != nullptr;
        texts.push_back(found == nullptr ? no_text : *found);
    }
    return texts;
}

const ScriptTable* CallArguments::table(std::size_t index) {
    if (index >= arguments_.size() || is_empty(arguments_[index])) {
        return nullptr;
    }
    const auto* const found = std::get_if<ScriptTable>(&arguments_[index].value);
    is_sound_ = is_sound_ && found != nullptr;
    return found;
}

const ScriptValue* CallArguments::find(const ScriptTable* table, std::string_view key) const {
    if (table == nullptr) {
        return nullptr;
    }
    const auto found = std::ranges::find(*table, key, &std::pair<std::string, ScriptValue>::first);
    return found == table->end() || is_nothing(found->second) ? nullptr : &found->second;
}

const std::string* CallArguments::text_of(const ScriptTable* table, std::string_view key) {
    const ScriptValue* const found = find(table, key);
    const auto* const text = found == nullptr ? nullptr : std::get_if<std::string>(&found->value);
    is_sound_ = is_sound_ && (found == nullptr || text != nullptr);
    return text;
}

std::optional<std::int64_t> CallArguments::integer_of(const ScriptTable* table, std::string_view key) {
    const ScriptValue* const found = find(table, key);
    const auto* const number = found == nullptr ? nullptr : std::get_if<std::int64_t>(&found->value);
    is_sound_ = is_sound_ && (found == nullptr || number != nullptr);
    return number == nullptr ? std::nullopt : std::optional(*number);
}

bool CallArguments::flag_of(const ScriptTable* table, std::string_view key) {
    const ScriptValue* const found = find(table, key);
    const bool* const flag = found == nullptr ? nullptr : std::get_if<bool>(&found->value);
    is_sound_ = is_sound_ && (found == nullptr || flag != nullptr);
    return flag != nullptr && *flag;
}

std::vector<std::pair<std::string, std::string>> CallArguments::pairs_of(const ScriptTable* table,
                                                                         std::string_view key) {
    return pairs(find(table, key));
}

std::vector<std::pair<std::string, std::string>> CallArguments::pairs(const ScriptValue* value) {
    std::vector<std::pair<std::string, std::string>> pairs;
    if (value == nullptr || is_empty(*value)) {
        return pairs;
    }
    const auto* const table = std::get_if<ScriptTable>(&value->value);
    is_sound_ = is_sound_ && table != nullptr;
    for (const auto& [name, text] : table == nullptr ? ScriptTable() : *table) {
        const auto* const found = std::get_if<std::string>(&text.value);
        is_sound_ = is_sound_ && found != nullptr;
        pairs.emplace_back(name, found == nullptr ? no_text : *found);
    }
    return pairs;
}

}  // namespace wee
