#include "os/linux/command_lookup.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "os/linux/quoted_text.h"

namespace wee {
namespace {

constexpr std::string_view kDefaultSearchPath = "/usr/local/bin:/usr/bin:/bin";
constexpr std::string_view kSpace = " \t\n";

struct Findings {
    std::string program;         // what can be started
    std::string not_executable;  // the first of that name that cannot
    std::string directory;
};

/// False when the search may end: a program was found.
bool look_at(std::string candidate, Findings& findings) {
    struct stat status {};
    if (::stat(candidate.c_str(), &status) != 0) {
        return true;
    }
    if (S_ISDIR(status.st_mode)) {
        findings.directory = std::move(candidate);
        return true;
    }
    if (::access(candidate.c_str(), X_OK) != 0) {
        findings.not_executable = std::move(candidate);
        return true;
    }
    findings.program = std::move(candidate);
    return false;
}

Findings search(std::string_view name, std::string_view search_path) {
    Findings findings;
    while (!search_path.empty()) {
        const std::string_view folder = search_path.substr(0, search_path.find(':'));
        search_path.remove_prefix(std::min(search_path.size(), folder.size() + 1));
        if (folder.starts_with('/') && !look_at(std::string(folder).append("/").append(name), findings)) {
            break;
        }
    }
    return findings;
}

/// The program at the beginning of "program argument ...", or nothing when this is no such line.
std::optional<std::string> first_word_if_program(std::string_view line, std::string_view search_path) {
    const std::size_t end = line.find_first_of(kSpace);
    if (end == 0 || end == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string word(line.substr(0, end));
    if (word.find('/') != std::string::npos) {
        return ::access(word.c_str(), X_OK) == 0 ? std::optional(word) : std::nullopt;
    }
    return search(word, search_path).program.empty() ? std::nullopt : std::optional(word);
}

Error not_found(const std::string& command, std::string_view search_path, const Findings& findings) {
    const std::string beginning = "the command " + in_quotes(command);
    if (!findings.not_executable.empty()) {
        return Error(
            beginning + " is " + in_quotes(findings.not_executable) +
            ", which is not executable: allow it with chmod +x, or give the path of another program");
    }
    if (!findings.directory.empty()) {
        return Error(beginning + " is the directory " + in_quotes(findings.directory) +
                     ": name a program inside it");
    }
    if (const std::string advice = command_line_advice(command, search_path); !advice.empty()) {
        return Error(beginning + " was not found in PATH: " + advice);
    }
    return Error(beginning + " was not found in PATH (" + to_display(search_path) +
                 "): install it, correct its name, or give its full path");
}

}  // namespace

Result<std::string> find_command(const std::string& command, std::string_view search_path) {
    if (command.empty()) {
        return Error("the command is empty: name a program");
    }
    if (command.find('/') != std::string::npos) {
        return command;
    }
    const std::string_view folders = search_path.empty() ? kDefaultSearchPath : search_path;
    Findings findings = search(command, folders);
    if (findings.program.empty()) {
        return not_found(command, folders, findings);
    }
    return std::move(findings.program);
}

std::string command_line_advice(std::string_view command, std::string_view search_path) {
    const auto program = first_word_if_program(command, search_path);
    if (!program) {
        return {};
    }
    const std::string_view rest = command.substr(program->size());
    const std::string_view arguments = rest.substr(std::min(rest.size(), rest.find_first_not_of(kSpace)));
    return "it looks like a whole command line; write command = " + in_quotes(*program) +
           " and put the arguments into args, one by one, as in args = [" +
           in_quotes(arguments.substr(0, arguments.find_first_of(kSpace))) + "]";
}

std::string path_in(std::string_view working_directory, const std::string& command) {
    if (command.starts_with('/') || working_directory.empty()) {
        return command;
    }
    return std::string(working_directory).append("/").append(command);
}

}  // namespace wee
