#include "config/field_value.h"

#include <algorithm>

#include "event/fields.h"

namespace wee {

std::optional<std::string> field_value(const TomlValue& value) {
    if (const auto* text = value.as<std::string>()) {
        return *text;
    }
    if (const auto* whole = value.as<std::int64_t>()) {
        return std::to_string(*whole);
    }
    if (const auto* fraction = value.as<double>()) {
        return number_text(*fraction);
    }
    const bool* boolean = value.as<bool>();
    return boolean == nullptr ? std::nullopt : std::optional<std::string>(*boolean ? "true" : "false");
}

const std::vector<std::string_view>& documented_field_names() {
    static const std::vector<std::string_view> names = [] {
        std::vector<std::string_view> all;
        for (std::size_t number = 0; number < static_cast<std::size_t>(FieldId::Other); ++number) {
            all.push_back(to_string(static_cast<FieldId>(number)));
        }
        return all;
    }();
    return names;
}

void warn_of_field_slip(std::string_view name, Position position, Findings& findings) {
    constexpr std::size_t kShortestSlip = 4;  // "uid" is no slip of "pid"
    if (name.size() < kShortestSlip || parse_field_id(name)) {
        return;
    }
    const std::string near = suggestion(name, documented_field_names());
    if (!near.empty()) {
        findings.warning(position, "no documented event has a field " + key_text(name) + near);
    }
}

}  // namespace wee
