#include "config/json_template_reader.h"

#include <cmath>

#include "base/template_escape.h"
#include "config/table_reader.h"
#include "config/template_reader.h"

namespace wee {
namespace {

/// Walks the value; its depth is bounded by kMaximumNesting.
class JsonTemplateReader {
public:
    JsonTemplateReader(TemplateNames& names, Findings& findings) : names_(names), findings_(findings) {}

    void add(const TomlValue& value);
    [[nodiscard]] std::optional<std::vector<JsonPiece>> take() {
        if (!is_sound_) {
            return std::nullopt;
        }
        pieces_.push_back({std::move(literal_)});
        return std::move(pieces_);
    }

private:
    void add_text(const std::string& text, Position position);
    void add_number(double number, Position position);
    void add_array(const TomlArray& array);
    void add_table(const TomlTable& table);

    TemplateNames& names_;
    Findings& findings_;
    std::vector<JsonPiece> pieces_;
    std::string literal_;  // since the last text
    bool is_sound_ = true;
};

void JsonTemplateReader::add(const TomlValue& value) {
    if (const auto* text = value.as<std::string>()) {
        add_text(*text, value.position);
    } else if (const auto* whole = value.as<std::int64_t>()) {
        literal_ += std::to_string(*whole);
    } else if (const auto* number = value.as<double>()) {
        add_number(*number, value.position);
    } else if (const auto* boolean = value.as<bool>()) {
        literal_ += *boolean ? "true" : "false";
    } else if (const auto* array = value.as<TomlArray>()) {
        add_array(*array);
    } else if (const auto* table = value.as<TomlTable>()) {
        add_table(*table);
    } else {
        findings_.error(value.position, "JSON has no dates and times; write it in quotes");
        is_sound_ = false;
    }
}

void JsonTemplateReader::add_text(const std::string& text, Position position) {
    std::optional<TemplateText> parsed = parse_template({text, position}, "json", findings_, &names_);
    is_sound_ = is_sound_ && parsed;
    pieces_.push_back({std::move(literal_), std::move(parsed)});
    literal_.clear();
}

void JsonTemplateReader::add_number(double number, Position position) {
    if (!std::isfinite(number)) {
        findings_.error(position, "JSON has no number such as nan or inf; write it in quotes");
        is_sound_ = false;
    }
    literal_ += number_text(number);
}

void JsonTemplateReader::add_array(const TomlArray& array) {
    literal_ += '[';
    for (const TomlValue& element : array) {
        literal_ += &element == array.data() ? "" : ",";
        add(element);
    }
    literal_ += ']';
}

void JsonTemplateReader::add_table(const TomlTable& table) {
    literal_ += '{';
    for (const TomlEntry& entry : table.entries) {
        literal_ += &entry == table.entries.data() ? "\"" : ",\"";
        literal_ += json_escaped(entry.key) + "\":";
        add(entry.value);
    }
    literal_ += '}';
}

}  // namespace

std::optional<std::vector<JsonPiece>> read_json_template(const TomlValue& value, TemplateNames& names,
                                                         Findings& findings) {
    JsonTemplateReader reader(names, findings);
    reader.add(value);
    return reader.take();
}

}  // namespace wee
