#include "os/linux/launch_failure.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <string>
#include <system_error>

#include "os/linux/command_lookup.h"
#include "os/linux/quoted_text.h"

namespace wee {
namespace {

std::string command_text(const LaunchRequest& request) {
    return "the command " + in_quotes(request.command);
}

bool is_directory(const std::string& path) {
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

/// What is wrong with the working directory; empty when nothing is.
std::string working_directory_fault(const std::string& directory) {
    if (directory.empty()) {
        return {};
    }
    if (::access(directory.c_str(), F_OK) != 0) {
        return errno == EACCES ? "cannot be reached: allow the engine's user to enter the folders above it"
                               : "does not exist: create it, or correct working_dir";
    }
    if (!is_directory(directory)) {
        return "is not a directory: correct working_dir";
    }
    return ::access(directory.c_str(), X_OK) == 0
               ? ""
               : "may not be entered: allow the engine's user to (chmod +x), or choose another working_dir";
}

/// The first line of a script without its "#!"; empty when the file is no script.
std::string interpreter_line(const std::string& program) {
    std::ifstream file(program, std::ios::binary);
    std::string line(256, '\0');
    file.read(line.data(), static_cast<std::streamsize>(line.size()));
    line.resize(static_cast<std::size_t>(file.gcount()));
    line.erase(std::min(line.size(), line.find('\n')));
    if (!line.starts_with("#!")) {
        return {};
    }
    line.erase(0, std::min(line.size(), line.find_first_not_of(" \t", 2)));
    return line;
}

std::string interpreter_fault(const std::string& program) {
    const std::string line = interpreter_line(program);
    if (line.empty()) {
        return "cannot be loaded: it was built for another system, or needs a loader that is not installed";
    }
    const std::string interpreter = line.substr(0, line.find_first_of(" \t"));
    if (interpreter.ends_with('\r')) {
        return "has Windows line ends, so that its interpreter " + in_quotes(interpreter) +
               " is not found: save it with Unix line ends (LF)";
    }
    return "is a script whose interpreter " + in_quotes(interpreter) +
           " does not exist: install it, or correct the first line of the script";
}

/// ENOENT where the working directory is in order: either the program is missing, or what it needs to be
/// loaded.
std::string not_found_fault(const LaunchRequest& request, const std::string& path,
                            std::string_view search_path) {
    if (::access(path.c_str(), F_OK) == 0) {
        return interpreter_fault(path);
    }
    const std::string advice = command_line_advice(request.command, search_path);
    return "does not exist" + (advice.empty() ? ": correct the path, or install the program" : ": " + advice);
}

std::string permission_fault(const std::string& path) {
    if (is_directory(path)) {
        return "is a directory: name a program inside it";
    }
    if (::access(path.c_str(), F_OK) != 0) {
        return "cannot be reached: allow the engine's user to enter the folders above it";
    }
    if (::access(path.c_str(), X_OK) != 0) {
        return "is not executable: allow it with chmod +x, or name its interpreter as the command and it in "
               "args";
    }
    return "may not be started: its interpreter is not executable, or its file system is mounted with noexec";
}

std::string program_fault(int error, const LaunchRequest& request, const std::string& program,
                          std::string_view search_path) {
    const std::string path = path_in(request.working_directory, program);
    switch (error) {
        case ENOENT:
            return not_found_fault(request, path, search_path);
        case EACCES:
        case EPERM:
            return permission_fault(path);
        case ENOTDIR:
            return "does not exist: a part of its path is not a directory; correct the path";
        case ENOEXEC:
            return "is neither a program for this machine nor a script with an interpreter: begin it with a "
                   "line such as "
                   "#!/bin/sh";
        case ETXTBSY:
            return "is still open for writing in some process: start it after it was closed";
        case E2BIG:
            return "got more arguments and environment than the system allows: shorten args";
        default:
            return "could not be started: " + std::generic_category().message(error);
    }
}

}  // namespace

Error explain_launch_failure(int error, const LaunchRequest& request, const std::string& program,
                             std::string_view search_path) {
    if (error == EAGAIN || error == ENOMEM || error == EMFILE || error == ENFILE) {
        return explain_shortage(error, request);
    }
    const std::string fault = working_directory_fault(request.working_directory);
    if (!fault.empty() && error != E2BIG) {
        return Error("the working directory " + in_quotes(request.working_directory) + " of " +
                     command_text(request) + ' ' + fault);
    }
    return Error(command_text(request) + ' ' + program_fault(error, request, program, search_path));
}

Error explain_shortage(int error, const LaunchRequest& request) {
    const std::string beginning = command_text(request) + " could not be started: ";
    switch (error) {
        case EMFILE:
            return Error(beginning +
                         "the engine has no file descriptors left; raise its limit (ulimit -n, LimitNOFILE)");
        case ENFILE:
            return Error(beginning + "the system has no file descriptors left; raise the sysctl fs.file-max");
        case EAGAIN:
            return Error(beginning +
                         "the user or service has no processes left; raise the limit (ulimit -u, TasksMax), "
                         "or run fewer at once");
        case ENOMEM:
            return Error(beginning + "the system is out of memory; end other programs, or run fewer at once");
        case ENOSYS:
            return Error(beginning + "this kernel has no pidfd; Linux 5.4 or newer is needed");
        default:
            return Error(beginning + std::generic_category().message(error));
    }
}

}  // namespace wee
