#include "tests/integration/engine_process.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>

#include <gtest/gtest.h>

namespace wee {
namespace {

constexpr std::chrono::seconds kPatience{20};

std::vector<char*> argument_pointers(std::vector<std::string>& words) {
    std::vector<char*> pointers;
    for (std::string& word : words) {
        pointers.push_back(word.data());
    }
    pointers.push_back(nullptr);
    return pointers;
}

/// A file without a name, read from its beginning.
void give_standard_input(const std::string& text) {
    const int file = memfd_create("stdin", 0);
    if (write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size())) {
        lseek(file, 0, SEEK_SET);
        dup2(file, STDIN_FILENO);
    }
}

[[noreturn]] void become_engine(std::vector<std::string> words, const EngineSurroundings& surroundings,
                                int output, int error) {
    dup2(output, STDOUT_FILENO);
    dup2(error, STDERR_FILENO);
    if (surroundings.standard_input) {
        give_standard_input(*surroundings.standard_input);
    }
    for (const auto& [name, value] : surroundings.environment) {
        setenv(name.c_str(), value.c_str(), 1);
    }
    const bool changed =
        surroundings.working_directory.empty() || chdir(surroundings.working_directory.c_str()) == 0;
    const bool lowered =
        surroundings.user == 0 || (setgid(surroundings.user) == 0 && setuid(surroundings.user) == 0);
    if (changed && lowered) {
        const std::vector<char*> pointers = argument_pointers(words);
        execv(words.front().c_str(), pointers.data());
    }
    _exit(127);
}

int exit_code_of(int status) {
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

}  // namespace

EngineProcess::EngineProcess(const std::vector<std::string>& arguments,
                             const EngineSurroundings& surroundings) {
    std::array<int, 2> pipe_ends{};
    if (pipe2(pipe_ends.data(), O_CLOEXEC) != 0) {
        ADD_FAILURE() << "no pipe";
        return;
    }
    error_file_ = memfd_create("stderr", MFD_CLOEXEC);
    std::vector<std::string> words{WEE_BINARY};
    words.insert(words.end(), arguments.begin(), arguments.end());
    pid_ = fork();
    if (pid_ == 0) {
        become_engine(std::move(words), surroundings, pipe_ends[1], error_file_);
    }
    close(pipe_ends[1]);
    output_ = pipe_ends[0];
}

EngineProcess::~EngineProcess() {
    if (pid_ > 0) {
        kill(pid_, SIGKILL);
        waitpid(pid_, nullptr, 0);
    }
    close_output();
    close(error_file_);
}

void EngineProcess::close_output() {
    if (output_ >= 0) {
        close(output_);
        output_ = -1;
    }
}

std::optional<std::string> EngineProcess::next_line(std::chrono::steady_clock::time_point deadline) {
    while (output_ >= 0) {
        if (const auto end = partial_line_.find('\n'); end != std::string::npos) {
            lines_.push_back(partial_line_.substr(0, end));
            partial_line_.erase(0, end + 1);
            return lines_.back();
        }
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now());
        pollfd waiting{output_, POLLIN, 0};
        if (left.count() <= 0 || poll(&waiting, 1, static_cast<int>(left.count())) <= 0) {
            return std::nullopt;
        }
        std::array<char, 4096> buffer{};
        const ssize_t size = read(output_, buffer.data(), buffer.size());
        if (size <= 0) {
            return std::nullopt;
        }
        partial_line_.append(buffer.data(), static_cast<std::size_t>(size));
    }
    return std::nullopt;
}

std::optional<std::string> EngineProcess::wait_for_line(const IsWanted& is_wanted) {
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (std::optional<std::string> line = next_line(deadline)) {
        if (is_wanted(*line)) {
            return line;
        }
    }
    std::string seen;
    for (const std::string& line : lines_) {
        seen += line + "\n";
    }
    ADD_FAILURE() << "the awaited line did not come; the engine wrote:\n" << seen;
    return std::nullopt;
}

nlohmann::json EngineProcess::wait_for_event(const std::string& event) {
    nlohmann::json object;
    wait_for_line([&](const std::string& line) {
        object = nlohmann::json::parse(line, nullptr, false);
        return object.is_object() && object.value("event", "") == event;
    });
    return object;
}

void EngineProcess::send_signal(int signal) const {
    kill(pid_, signal);
}

void EngineProcess::read_to_end() {
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (next_line(deadline)) {}
}

int EngineProcess::wait_for_exit() {
    read_to_end();
    return wait_for_exit_unread();
}

int EngineProcess::wait_for_exit_unread() {
    const int handle = static_cast<int>(syscall(SYS_pidfd_open, pid_, 0));
    pollfd waiting{handle, POLLIN, 0};
    if (poll(&waiting, 1, static_cast<int>(std::chrono::milliseconds(kPatience).count())) <= 0) {
        ADD_FAILURE() << "the engine did not end; it is killed";
        kill(pid_, SIGKILL);
    }
    close(handle);
    int status = 0;
    waitpid(pid_, &status, 0);
    pid_ = -1;
    return exit_code_of(status);
}

int EngineProcess::terminate() {
    send_signal(SIGTERM);
    return wait_for_exit();
}

std::string EngineProcess::standard_error() const {
    std::string text;
    std::array<char, 4096> buffer{};
    lseek(error_file_, 0, SEEK_SET);
    for (ssize_t size = 0; (size = read(error_file_, buffer.data(), buffer.size())) > 0;) {
        text.append(buffer.data(), static_cast<std::size_t>(size));
    }
    return text;
}

FinishedProcess run_to_end(const std::vector<std::string>& arguments,
                           const EngineSurroundings& surroundings) {
    EngineProcess process(arguments, surroundings);
    FinishedProcess finished;
    finished.exit_code = process.wait_for_exit();
    for (const std::string& line : process.lines()) {
        finished.output += line + "\n";
    }
    finished.error = process.standard_error();
    return finished;
}

}  // namespace wee
