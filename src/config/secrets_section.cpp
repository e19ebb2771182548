#include "config/secrets_section.h"

#include <utility>

#include "config/file_access.h"
#include "config/path_pattern.h"
#include "sources/files/path_expansion.h"

namespace wee {
namespace {

constexpr Key kFile{"file", "\"~/.config/wee/secrets.toml\""};

}  // namespace

void SecretSource::read(const TomlValue& section, Findings& findings) {
    const auto* table = section.as<TomlTable>();
    if (table == nullptr) {
        findings.error(section.position, "`secrets` must be a table; write: secrets = { file = " +
                                             std::string(kFile.example) + " }");
        return;
    }
    TableReader reader(*table, section.position, "[secrets]", findings);
    const auto path = reader.required_text(kFile);
    reader.finish();
    if (path && !report_escape_slip(*path, findings)) {
        read_file(*path, findings);
    }
}

void SecretSource::read_file(const Located<std::string>& path, Findings& findings) {
    Result<std::string> expanded = expand_variables(path.value, environment_);
    if (!expanded) {
        findings.error(path.position,
                       "the path " + value_text(path.value) + ": " + expanded.error().message());
        return;
    }
    file_ = expanded.value();
    const Result<std::string> text = read_config_file(*file_);
    if (!text) {
        findings.error(path.position, "the secrets cannot be read: " + text.error().message());
        return;
    }
    // Its own findings would quote its lines, and with them what nobody is to see.
    Findings hidden(*file_);
    const std::optional<TomlValue> document = parse_toml(text.value(), hidden);
    if (!document) {
        const std::vector<Diagnostic> first = hidden.take();
        findings.error(path.position, "the file of secrets " + value_text(path.value) +
                                          " is no valid TOML (line " +
                                          std::to_string(first.empty() ? 1 : first.front().line) +
                                          "); write a line for each: NAME = \"value\"");
        return;
    }
    take_values(*document->as<TomlTable>(), path, findings);
}

void SecretSource::take_values(const TomlTable& table, const Located<std::string>& path, Findings& findings) {
    for (const TomlEntry& entry : table.entries) {
        if (const auto* value = entry.value.as<std::string>()) {
            values_.insert_or_assign(entry.key, *value);
        } else {
            findings.error(path.position, "the secret in line " + std::to_string(entry.key_position.line) +
                                              " of " + value_text(path.value) +
                                              " is no text; write: NAME = \"value\"");
        }
    }
}

std::optional<std::string> SecretSource::find(std::string_view name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? environment_.variable(name) : std::optional(found->second);
}

std::string SecretSource::mend_for_missing(std::string_view name) const {
    const std::string quoted = key_text(name);
    if (!file_) {
        return "there is no secret " + quoted +
               ": no environment variable is called so; set it, or name a file of " +
               "secrets with [secrets] file = " + std::string(kFile.example);
    }
    std::vector<std::string_view> names;
    for (const auto& [known, value] : values_) {
        names.push_back(known);
    }
    return "there is no secret " + quoted + ": neither " + value_text(*file_) +
           " nor an environment variable has it" + suggestion(name, names);
}

}  // namespace wee
