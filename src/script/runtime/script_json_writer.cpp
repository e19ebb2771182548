#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <variant>

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "base/text.h"
#include "script/runtime/script_json.h"
#include "script/runtime/value_limits.h"

namespace wee {
namespace {

/// Each call answers whether to go on; `problem` says why not. Recursion ends at the depth that values have.
class JsonWriter {
public:
    bool operator()(std::monostate /*nothing*/) { return writer_.Null(); }
    bool operator()(bool value) { return writer_.Bool(value); }
    bool operator()(std::int64_t value) { return writer_.Int64(value); }

    bool operator()(double value) {
        return std::isfinite(value)
                   ? writer_.Double(value)
                   : refuse("a number is " + std::string(std::isnan(value) ? "nan" : "infinite") +
                            ", which JSON cannot say");
    }

    bool operator()(const std::string& text) {
        if (buffer_.GetSize() + text.size() > kMostValueBytes) {
            return refuse("the result would be longer than " + std::to_string(kMostValueBytes) + " bytes");
        }
        if (!is_valid_utf8(text)) {
            constexpr std::size_t kShown = 40;
            return refuse("the text " + quote_for_display(text.substr(0, kShown)) +
                          " is no UTF-8, which JSON has to be");
        }
        return writer_.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
    }

    bool operator()(const ScriptList& list) {
        return enter() && writer_.StartArray() &&
               std::ranges::all_of(list, [this](const ScriptValue& value) { return write(value); }) &&
               writer_.EndArray() && leave();
    }

    bool operator()(const ScriptTable& table) {
        const auto write_member = [this](const ScriptTable::value_type& member) {
            return (*this)(member.first) && write(member.second);
        };
        return enter() && writer_.StartObject() && std::ranges::all_of(table, write_member) &&
               writer_.EndObject() && leave();
    }

    bool write(const ScriptValue& value) { return std::visit(*this, value.value); }
    [[nodiscard]] std::string text() const { return {buffer_.GetString(), buffer_.GetSize()}; }
    [[nodiscard]] const std::string& problem() const { return problem_; }

private:
    bool refuse(std::string problem) {
        problem_ = std::move(problem);
        return false;
    }

    bool enter() {
        return ++depth_ <= kMostValueDepth ||
               refuse("the value is nested deeper than " + std::to_string(kMostValueDepth) + " tables");
    }

    bool leave() {
        --depth_;
        return true;
    }

    rapidjson::StringBuffer buffer_;
    rapidjson::Writer<rapidjson::StringBuffer> writer_{buffer_};
    std::size_t depth_ = 0;
    std::string problem_;
};

}  // namespace

Result<std::string> to_json(const ScriptValue& value) {
    JsonWriter writer;
    return writer.write(value) ? Result<std::string>(writer.text()) : Error(writer.problem());
}

}  // namespace wee
