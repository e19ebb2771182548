#include "config/program_reader.h"

#include <algorithm>
#include <utility>

#include "config/duration_reader.h"
#include "config/template_reader.h"

namespace wee {
namespace {

constexpr Key kArgs{"args", "[\"{{EVENT_PATH}}\", \"/backup\"]"};
constexpr Key kWorkingDir{"working_dir", "\"/tmp\""};
constexpr Key kEnvironment{"environment", "{ LANG = \"C\" }"};
constexpr Key kRemoveEnvironment{"remove_environment", "[\"SSH_AUTH_SOCK\"]"};
constexpr Key kStdin{"stdin", "\"{{EVENT_PATH}}\""};
constexpr Key kSuccessCodes{"success_codes", "[0, 1]"};
constexpr Key kTimeout{"timeout", "\"30s\""};
constexpr Key kTimeoutMs{"timeout_ms", "30000"};
constexpr Key kOutputLimit{"output_limit", "65536"};

constexpr std::int64_t kLongestTimeoutMs = std::int64_t{10'000} * 24 * 3600 * 1000;
constexpr std::int64_t kLargestOutputLimit = std::int64_t{64} * 1024 * 1024;

bool read_arguments(TableReader& reader, TemplateNames& names, ExecuteActionOptions& options) {
    const TomlValue* value = reader.any(kArgs);
    if (value == nullptr) {
        return true;
    }
    if (const auto* line = value->as<std::string>()) {
        reader.findings().error(value->position,
                                "`args` must be an array, one text for each argument; write: args = " +
                                    as_array(line->substr(0, 200)));
        return false;
    }
    if (const auto* array = value->as<TomlArray>(); array != nullptr && array->empty()) {
        return true;
    }
    const TextList list = reader.texts(kArgs);
    bool is_sound = list.is_sound;
    for (const Located<std::string>& text : list.texts) {
        const std::optional<TemplateText> argument = parse_template(text, "args", reader.findings(), &names);
        is_sound = is_sound && argument;
        options.arguments.push_back(argument.value_or(TemplateText()));
    }
    return is_sound;
}

bool read_working_directory(TableReader& reader, TemplateNames& names, ExecuteActionOptions& options) {
    const auto text = reader.text(kWorkingDir);
    if (!text) {
        return !reader.has(kWorkingDir.name);
    }
    const std::optional<TemplateText> parsed =
        parse_template(*text, "working_dir", reader.findings(), &names);
    options.working_directory = parsed.value_or(TemplateText());
    return parsed.has_value();
}

bool read_variable(const TomlEntry& entry, TableReader& reader, TemplateNames& names,
                   ExecuteActionOptions& options) {
    Findings& findings = reader.findings();
    if (entry.key.empty() || entry.key.find_first_of(std::string_view("=\0", 2)) != std::string::npos) {
        findings.error(entry.key_position,
                       value_text(entry.key) + " cannot be the name of an environment variable");
        return false;
    }
    const auto text = reader.text_of({entry.key, "\"...\""}, entry.value, "a text in quotes");
    const auto value =
        text ? parse_template({*text, entry.value.position}, entry.key, findings, &names) : std::nullopt;
    options.environment.emplace_back(entry.key, value.value_or(TemplateText()));
    return value.has_value();
}

bool read_environment(TableReader& reader, TemplateNames& names, ExecuteActionOptions& options) {
    const TomlTable* table = reader.table(kEnvironment);
    if (table == nullptr) {
        return !reader.has(kEnvironment.name);
    }
    bool is_sound = true;
    for (const TomlEntry& entry : table->entries) {
        is_sound = read_variable(entry, reader, names, options) && is_sound;
    }
    return is_sound;
}

bool read_removals(TableReader& reader, ExecuteActionOptions& options) {
    TextList names = reader.texts(kRemoveEnvironment);
    for (Located<std::string>& name : names.texts) {
        options.removed_variables.push_back(std::move(name.value));
    }
    return names.is_sound;
}

bool read_input(TableReader& reader, TemplateNames& names, ExecuteActionOptions& options) {
    const auto text = reader.text(kStdin);
    if (!text) {
        return !reader.has(kStdin.name);
    }
    const std::optional<TemplateText> parsed = parse_template(*text, "stdin", reader.findings(), &names);
    options.standard_input = parsed.value_or(TemplateText());
    return parsed.has_value();
}

/// One whole number or several.
bool read_success_codes(TableReader& reader, ExecuteActionOptions& options) {
    const TomlValue* value = reader.any(kSuccessCodes);
    if (value == nullptr) {
        return true;
    }
    options.success_codes.clear();
    for (const TomlValue& element : elements_of(*value)) {
        const auto* code = element.as<std::int64_t>();
        if (code == nullptr || !std::in_range<int>(*code)) {
            reader.report_wrong(kSuccessCodes, element, "an exit code, a whole number, or an array of them");
            return false;
        }
        options.success_codes.push_back(static_cast<int>(*code));
    }
    if (options.success_codes.empty()) {
        reader.findings().error(value->position, "`success_codes` is empty: the action could only fail");
    }
    return !options.success_codes.empty();
}

void read_timeout(TableReader& reader, ExecuteActionOptions& options) {
    const auto milliseconds = reader.integer(kTimeoutMs, 1, kLongestTimeoutMs);
    options.timeout = std::chrono::milliseconds(milliseconds.value_or(options.timeout.count()));
    if (!reader.has(kTimeout.name)) {
        return;
    }
    if (reader.has(kTimeoutMs.name)) {
        reader.report_key(kTimeoutMs.name, "there are both `timeout` and `timeout_ms`; keep one of them");
    }
    options.timeout = read_duration(reader, kTimeout, ZeroDuration::Refused).value_or(options.timeout);
}

}  // namespace

std::size_t first_blank(std::string_view line) {
    bool inside = false;
    for (std::size_t at = 0; at < line.size(); ++at) {
        if (line.substr(at, 2) == "{{") {
            inside = true;
        } else if (line.substr(at, 2) == "}}") {
            inside = false;
        } else if (line[at] == ' ' && !inside) {
            return at;
        }
    }
    return std::string_view::npos;
}

std::string as_array(std::string_view line) {
    std::string array;
    while (!line.empty()) {
        const std::size_t end = std::min(first_blank(line), line.size());
        if (end > 0) {
            const std::string_view word = line.substr(0, end);
            const char quote = word.find('"') == std::string_view::npos ? '"' : '\'';
            array += (array.empty() ? "" : ", ") + (quote + std::string(word) + quote);
        }
        line.remove_prefix(std::min(end + 1, line.size()));
    }
    return '[' + array + ']';
}

bool read_program(TableReader& reader, TemplateNames& names, ExecuteActionOptions& options) {
    bool is_sound = read_arguments(reader, names, options);
    is_sound = read_working_directory(reader, names, options) && is_sound;
    is_sound = read_environment(reader, names, options) && is_sound;
    is_sound = read_removals(reader, options) && is_sound;
    is_sound = read_input(reader, names, options) && is_sound;
    is_sound = read_success_codes(reader, options) && is_sound;
    read_timeout(reader, options);
    if (const auto limit = reader.integer(kOutputLimit, 0, kLargestOutputLimit)) {
        options.output_limit = static_cast<std::size_t>(*limit);
    }
    return is_sound;
}

}  // namespace wee
