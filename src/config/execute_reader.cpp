#include "config/execute_reader.h"

#include "config/file_access.h"
#include "config/program_reader.h"
#include "config/template_reader.h"

namespace wee {
namespace {

constexpr Key kCommand{"command", "\"cp\""};

/// Whether a command with a blank in it is most likely a program and its arguments. The path of a program may
/// hold blanks, and what a template makes of it is not known.
bool is_command_line(std::string_view command, std::size_t blank) {
    const std::string program(command.substr(0, blank));
    const bool is_template = command.find("{{") != std::string_view::npos;
    if (!is_template) {
        return !path_exists(std::string(command));
    }
    const bool is_path = program.find('/') != std::string::npos || program.find('\\') != std::string::npos;
    return program.find("{{") == std::string::npos && (!is_path || path_exists(program));
}

void warn_of_command_line(const Located<std::string>& command, TableReader& reader) {
    const std::string_view line = command.value;
    const std::size_t blank = first_blank(line);
    if (blank == std::string::npos || reader.has("args") || !is_command_line(line, blank)) {
        return;
    }
    reader.findings().warning(
        command.position, "no shell splits `command` into words, and there is no program of the name " +
                              value_text(line) + "; write: command = " + value_text(line.substr(0, blank)) +
                              ", args = " + as_array(line.substr(blank + 1, 200)));
}

}  // namespace

std::optional<ActionOptions> read_execute_action(TableReader& reader, TemplateNames& names) {
    ExecuteActionOptions options;
    const std::optional<Located<std::string>> command = reader.required_text(kCommand);
    const auto parsed =
        command ? parse_template(*command, "command", reader.findings(), &names) : std::nullopt;
    const bool is_sound = read_program(reader, names, options);
    if (!parsed || !is_sound) {
        return std::nullopt;
    }
    warn_of_command_line(*command, reader);
    options.command = *parsed;
    return options;
}

}  // namespace wee
