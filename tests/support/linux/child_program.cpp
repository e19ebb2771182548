#include "tests/support/linux/child_program.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <sstream>

namespace wee {
namespace {

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    pointers.reserve(texts.size() + 1);
    for (std::string& text : texts) {
        pointers.push_back(text.data());
    }
    pointers.push_back(nullptr);
    return pointers;
}

std::vector<std::string> environment_with(const ChildProgram::Variables& variables) {
    std::vector<std::string> all;
    for (char** variable = environ; *variable != nullptr; ++variable) {
        const std::string text = *variable;
        bool is_replaced = false;
        for (const auto& [name, value] : variables) {
            is_replaced = is_replaced || text.starts_with(name + "=");
        }
        if (!is_replaced) {
            all.push_back(text);
        }
    }
    for (const auto& [name, value] : variables) {
        all.push_back(name + "=" + value);
    }
    return all;
}

}  // namespace

std::string find_program(const std::string& name) {
    const char* path = std::getenv("PATH");
    std::istringstream directories(path != nullptr ? path : "");
    for (std::string directory; std::getline(directories, directory, ':');) {
        const std::string candidate = directory + "/" + name;
        if (::access(candidate.c_str(), X_OK) == 0) {
            return candidate;
        }
    }
    return {};
}

ChildProgram::ChildProgram(const std::vector<std::string>& command, const Variables& variables,
                           int inherited) {
    std::vector<std::string> arguments = command;
    std::vector<std::string> environment = environment_with(variables);
    std::vector<char*> argument_pointers = pointers_to(arguments);
    std::vector<char*> environment_pointers = pointers_to(environment);
    const std::string program =
        command[0].find('/') == std::string::npos ? find_program(command[0]) : command[0];
    pid_ = ::fork();
    if (pid_ == 0) {  // from here on only what is safe after a fork
        const int nowhere = ::open("/dev/null", O_RDWR);
        for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
            ::dup2(nowhere, descriptor);
        }
        if (inherited >= 0) {
            ::fcntl(inherited, F_SETFD, 0);
        }
        ::setpgid(0, 0);
        ::execve(program.c_str(), argument_pointers.data(), environment_pointers.data());
        ::_exit(127);
    }
}

void ChildProgram::send_signal(int signal) const {
    if (pid_ > 0) {
        ::kill(pid_, signal);
    }
}

void ChildProgram::kill() {
    send_signal(SIGKILL);
    wait();
}

int ChildProgram::wait() {
    int status = -1;
    if (pid_ <= 0 || ::waitpid(std::exchange(pid_, -1), &status, 0) < 0) {
        return -1;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int run_program(const std::vector<std::string>& command, const ChildProgram::Variables& variables) {
    return ChildProgram(command, variables).wait();
}

}  // namespace wee
