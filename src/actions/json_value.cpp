#include "actions/json_value.h"

#include <charconv>
#include <optional>

#include <nlohmann/json.hpp>

namespace wee {
namespace {

using nlohmann::json;

constexpr int kDeepest = 200;

/// Parsing recurses nowhere, but what is read is taken apart recursively.
std::optional<json> parse(std::string_view document) {
    bool is_too_deep = false;
    json parsed = json::parse(
        document,
        [&is_too_deep](int depth, json::parse_event_t, json&) {
            is_too_deep = is_too_deep || depth > kDeepest;
            return !is_too_deep;
        },
        false);
    return is_too_deep || parsed.is_discarded() ? std::nullopt : std::optional(std::move(parsed));
}

const json* element_of(const json& array, std::string_view number) {
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), index);
    const bool is_number = error == std::errc() && end == number.data() + number.size();
    return is_number && index < array.size() ? &array[index] : nullptr;
}

const json* child_of(const json& value, std::string_view name) {
    if (value.is_array()) {
        return element_of(value, name);
    }
    const auto found = value.find(name);
    return found == value.end() ? nullptr : &*found;
}

std::string text_of(const json& value) {
    if (value.is_string()) {
        return value.get<std::string>();
    }
    return value.is_null() ? std::string() : value.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace

std::string json_value(std::string_view document, std::string_view path) {
    const std::optional<json> parsed = parse(document);
    const json* value = parsed ? &*parsed : nullptr;
    while (value != nullptr && !path.empty()) {
        const std::size_t end = std::min(path.find('.'), path.size());
        value = child_of(*value, path.substr(0, end));
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return value == nullptr ? std::string() : text_of(*value);
}

}  // namespace wee
