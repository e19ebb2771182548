#include "script/script_answer.h"

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "base/template_escape.h"

namespace wee {
namespace {

std::string quoted(std::string_view text) {
    return '"' + json_escaped(text) + '"';
}

std::string number_text(double number) {
    if (!std::isfinite(number)) {
        return "null";
    }
    std::array<char, 32> digits{};
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    return {digits.data(), written.ptr};
}

struct JsonWriter {
    std::string text;

    void operator()(std::monostate /*nothing*/) { text += "null"; }
    void operator()(bool value) { text += value ? "true" : "false"; }
    void operator()(std::int64_t value) { text += std::to_string(value); }
    void operator()(double value) { text += number_text(value); }
    void operator()(const std::string& value) { text += quoted(value); }
    void operator()(const ScriptList& list) {
        text += '[';
        for (const ScriptValue& value : list) {
            text += &value == &list.front() ? "" : ",";
            std::visit(*this, value.value);
        }
        text += ']';
    }
    void operator()(const ScriptTable& table) {
        text += '{';
        for (const auto& entry : table) {
            text += (&entry == &table.front() ? "" : ",") + quoted(entry.first) + ':';
            std::visit(*this, entry.second.value);
        }
        text += '}';
    }
};

std::string as_json(const ScriptValue& value) {
    JsonWriter writer;
    std::visit(writer, value.value);
    return std::move(writer.text);
}

std::string as_text(const ScriptValue& value) {
    if (const auto* text = std::get_if<std::string>(&value.value)) {
        return *text;
    }
    return std::holds_alternative<std::monostate>(value.value) ? std::string() : as_json(value);
}

bool is_plain(const ScriptValue& value) {
    return !std::holds_alternative<ScriptList>(value.value) &&
           !std::holds_alternative<ScriptTable>(value.value);
}

}  // namespace

StepAnswer answer_of(const ScriptValue& returned) {
    StepAnswer answer{{}, as_json(returned)};
    const auto* const table = std::get_if<ScriptTable>(&returned.value);
    if (table == nullptr) {
        return answer;
    }
    for (const auto& [name, value] : *table) {
        if (is_plain(value)) {
            answer.values.emplace_back(name, as_text(value));
        }
    }
    return answer;
}

}  // namespace wee
