#include "config/powershell_reader.h"

#include <algorithm>
#include <string_view>

#include "actions/powershell_action.h"
#include "config/program_reader.h"
#include "config/template_reader.h"

namespace wee {
namespace {

constexpr Key kScript{"script", "'Remove-Item $env:EVENT_PATH'"};
constexpr Key kFile{"file", "\"/opt/scripts/tidy.ps1\""};

/// The name in `{{ NAME | filter }}`; empty when it is never closed.
std::string name_in(std::string_view braces) {
    const std::string_view inside = braces.substr(0, braces.find("}}"));
    const std::size_t begin = inside.find_first_not_of("{ ");
    if (begin == std::string_view::npos) {
        return {};
    }
    return std::string(inside.substr(begin, inside.find_first_of(" |", begin) - begin));
}

/// What a script has to say instead of `{{NAME}}`.
std::string variable_for(std::string name) {
    if (name == "FILENAME" || name == "DIRECTORY") {
        return "$(Split-Path " + std::string(name == "FILENAME" ? "-Leaf" : "-Parent") + " $env:EVENT_PATH)";
    }
    if (name.empty() || name.find('.') != std::string::npos) {
        return "environment = { VALUE = \"{{...}}\" }, and $env:VALUE";
    }
    std::ranges::transform(name, name.begin(), [](char letter) {
        return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - ('a' - 'A')) : letter;
    });
    return (name.starts_with("EVENT_") ? "$env:" : "$env:EVENT_") + name;
}

/// Text of an event in the text of a script would be run as script.
bool check_script(const Located<std::string>& script, Findings& findings) {
    if (const std::size_t braces = script.value.find("{{"); braces != std::string::npos) {
        findings.error(
            script.position,
            "`script` is no template: what an event brings must not become part of a script; use " +
                variable_for(name_in(std::string_view(script.value).substr(braces))) +
                " (every field is a variable), and put a blank between braces that are meant");
        return false;
    }
    if (script.value.size() > kLongestPowerShellScript) {
        findings.error(script.position,
                       "`script` has " + std::to_string(script.value.size()) + " bytes, and may have " +
                           std::to_string(kLongestPowerShellScript) +
                           "; put it into a file, and write: file = " + std::string(kFile.example));
        return false;
    }
    return true;
}

bool read_script(TableReader& reader, PowerShellActionOptions& options) {
    const auto script = reader.required_text(kScript);
    if (!script || !check_script(*script, reader.findings())) {
        return false;
    }
    options.script = script->value;
    if (reader.has("args")) {
        reader.report_key(
            "args",
            "`args` are for `file`; hand values to a `script` by environment = { NAME = \"...\" }, "
            "and use $env:NAME there");
        return false;
    }
    return true;
}

bool read_what_to_run(TableReader& reader, TemplateNames& names, PowerShellActionOptions& options) {
    if (reader.has(kScript.name) && reader.has(kFile.name)) {
        reader.text(kScript);
        reader.text(kFile);
        reader.report_key(kFile.name, "there are both `script` and `file`; keep one of them");
        return false;
    }
    if (!reader.has(kFile.name)) {
        return read_script(reader, options);
    }
    const std::optional<TemplateText> file = required_template(reader, kFile, &names);
    options.file = file.value_or(TemplateText());
    return file.has_value();
}

}  // namespace

std::optional<ActionOptions> read_powershell_action(TableReader& reader, TemplateNames& names) {
    PowerShellActionOptions options;
    const bool has_work = read_what_to_run(reader, names, options);
    const bool is_sound = read_program(reader, names, options.program);
    return has_work && is_sound ? std::optional<ActionOptions>(std::move(options)) : std::nullopt;
}

}  // namespace wee
