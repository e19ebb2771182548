#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include "script/runtime/script_json.h"
#include "script/runtime/value_limits.h"

namespace wee {
namespace {

/// "line 2, column 7" of a byte.
std::string place_of(std::string_view text, std::size_t offset) {
    const std::string_view before = text.substr(0, offset);
    const auto line = 1 + std::ranges::count(before, '\n');
    const std::size_t column = before.size() - (before.rfind('\n') + 1) + 1;
    return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

/// Of equal names the last stays, in its place.
void drop_doubles(ScriptTable& table) {
    std::vector<std::string_view> names;
    names.reserve(table.size());
    for (const auto& [name, value] : table) {
        names.push_back(name);
    }
    std::ranges::sort(names);
    if (std::ranges::adjacent_find(names) == names.end()) {
        return;
    }
    std::ranges::reverse(table);
    std::ranges::stable_sort(table, {}, &ScriptTable::value_type::first);
    const auto has_same_name = [](const auto& a, const auto& b) { return a.first == b.first; };
    table.erase(std::unique(table.begin(), table.end(), has_same_name), table.end());
}

/// Takes what the library reads; an answer of false ends it, with `problem` saying why. What is open stands
/// on a stack of its own, so nothing recurses.
class ValueBuilder final : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, ValueBuilder> {
public:
    // The names are the library's.
    // NOLINTBEGIN(readability-identifier-naming)
    bool Null() { return add({}); }
    bool Bool(bool value) { return add({value}); }
    bool Int(int value) { return add({std::int64_t{value}}); }
    bool Uint(unsigned value) { return add({std::int64_t{value}}); }
    bool Int64(std::int64_t value) { return add({value}); }
    bool Uint64(std::uint64_t value) {
        return value <= static_cast<std::uint64_t>(INT64_MAX) ? add({static_cast<std::int64_t>(value)})
                                                              : add({static_cast<double>(value)});
    }
    bool Double(double value) { return add({value}); }
    bool String(const char* text, rapidjson::SizeType size, bool /*copy*/) {
        return add({std::string(text, size)});
    }
    bool StartArray() { return open({ScriptList()}); }
    bool EndArray(rapidjson::SizeType /*size*/) { return close(); }
    bool StartObject() { return open({ScriptTable()}); }
    bool Key(const char* text, rapidjson::SizeType size, bool /*copy*/) {
        open_.back().name.assign(text, size);
        return true;
    }
    bool EndObject(rapidjson::SizeType /*members*/) {
        drop_doubles(std::get<ScriptTable>(open_.back().value.value));
        return close();
    }
    // NOLINTEND(readability-identifier-naming)

    [[nodiscard]] ScriptValue take() { return std::move(root_); }
    [[nodiscard]] const std::string& problem() const { return problem_; }

private:
    struct Open {
        ScriptValue value;
        std::string name;  // of the member that comes next
    };

    bool open(ScriptValue value) {
        if (open_.size() == kMostValueDepth) {
            problem_ = "nested deeper than " + std::to_string(kMostValueDepth) + " levels";
            return false;
        }
        open_.push_back({std::move(value), {}});
        return true;
    }

    bool close() {
        ScriptValue value = std::move(open_.back().value);
        open_.pop_back();
        return add(std::move(value));
    }

    bool add(ScriptValue value) {
        if (++count_ > kMostValues) {
            problem_ = "more than " + std::to_string(kMostValues) + " values";
            return false;
        }
        if (open_.empty()) {
            root_ = std::move(value);
        } else if (auto* list = std::get_if<ScriptList>(&open_.back().value.value)) {
            list->push_back(std::move(value));
        } else {
            std::get<ScriptTable>(open_.back().value.value)
                .emplace_back(std::move(open_.back().name), std::move(value));
        }
        return true;
    }

    ScriptValue root_;
    std::vector<Open> open_;
    std::size_t count_ = 0;
    std::string problem_;
};

}  // namespace

Result<ScriptValue> script_value_from_json(std::string_view text) {
    if (text.size() > kMostValueBytes) {
        return Error("the text is longer than " + std::to_string(kMostValueBytes) + " bytes");
    }
    if (const std::size_t zero = text.find('\0'); zero != std::string_view::npos) {
        return Error(place_of(text, zero) + ": a NUL byte");  // which the library takes for the end
    }
    constexpr unsigned kFlags = rapidjson::kParseIterativeFlag | rapidjson::kParseFullPrecisionFlag |
                                rapidjson::kParseValidateEncodingFlag;
    rapidjson::MemoryStream stream(text.data(), text.size());
    rapidjson::Reader reader;
    ValueBuilder builder;
    const rapidjson::ParseResult result = reader.Parse<kFlags>(stream, builder);
    if (result) {
        return builder.take();
    }
    const std::string why =
        builder.problem().empty() ? rapidjson::GetParseError_En(result.Code()) : builder.problem();
    return Error(place_of(text, result.Offset()) + ": " + why);
}

}  // namespace wee
