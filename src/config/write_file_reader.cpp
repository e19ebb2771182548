#include "config/write_file_reader.h"

#include "actions/write_file_action.h"
#include "config/template_reader.h"

namespace wee {
namespace {

constexpr Key kPath{"path", "\"/var/log/inbox/{{FILENAME}}.log\""};
constexpr Key kContent{"content", "\"{{TIMESTAMP}} {{EVENT_PATH}}\""};
constexpr Key kMode{"mode", "\"append\""};
constexpr Key kNewline{"newline", "false"};
constexpr Key kCreateDirectories{"create_directories", "true"};

constexpr std::array<Choice<WriteMode>, 2> kModes = {
    {{"append", WriteMode::Append}, {"replace", WriteMode::Replace}}};

/// What can be seen without an event.
bool check_path(const Located<std::string>& path, Findings& findings) {
    if (path.value.starts_with('~')) {
        findings.error(path.position, "`path` " + value_text(path.value) +
                                          ": ~ stands for no folder here; write the whole path");
        return false;
    }
    if (leads_upwards(path.value)) {
        findings.error(path.position, "`path` " + value_text(path.value) +
                                          " has `..` in it, which is refused so that no event's text leads "
                                          "elsewhere; write the path without");
        return false;
    }
    return true;
}

/// The content may be empty, but has to be said.
std::optional<TemplateText> read_content(TableReader& reader, TemplateNames& names) {
    const auto content = reader.text(kContent);
    if (!content && !reader.has(kContent.name)) {
        reader.report_missing(kContent);
    }
    return content ? parse_template(*content, "content", reader.findings(), &names) : std::nullopt;
}

}  // namespace

std::optional<ActionOptions> read_write_file_action(TableReader& reader, TemplateNames& names) {
    WriteFileActionOptions options;
    const auto path = reader.required_text(kPath);
    const auto parsed = path ? parse_template(*path, "path", reader.findings(), &names) : std::nullopt;
    const bool is_sound = parsed && check_path(*path, reader.findings());
    const std::optional<TemplateText> content = read_content(reader, names);
    options.mode = reader.choice(kMode, kModes).value_or(options.mode);
    options.adds_newline = reader.boolean(kNewline).value_or(options.adds_newline);
    options.creates_directories = reader.boolean(kCreateDirectories).value_or(options.creates_directories);
    if (!is_sound || !content) {
        return std::nullopt;
    }
    options.path = *parsed;
    options.content = *content;
    return options;
}

}  // namespace wee
