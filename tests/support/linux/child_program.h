#pragma once

#include <sys/types.h>

#include <string>
#include <utility>
#include <vector>

namespace wee {

/// The program's path, from PATH; empty where there is none.
std::string find_program(const std::string& name);

/// A program that a test has started. Killed and waited for at the end. Its output goes nowhere.
class ChildProgram {
public:
    using Variables = std::vector<std::pair<std::string, std::string>>;

    ChildProgram() = default;
    /// Starts it with these variables on top of the test's own. `inherited`: a descriptor that it keeps.
    explicit ChildProgram(const std::vector<std::string>& command, const Variables& variables = {},
                          int inherited = -1);
    ChildProgram(ChildProgram&& other) noexcept : pid_(std::exchange(other.pid_, -1)) {}
    ChildProgram& operator=(ChildProgram&& other) noexcept {
        std::swap(pid_, other.pid_);
        return *this;
    }
    ChildProgram(const ChildProgram&) = delete;
    ChildProgram& operator=(const ChildProgram&) = delete;
    ~ChildProgram() { kill(); }

    [[nodiscard]] pid_t pid() const { return pid_; }
    [[nodiscard]] bool is_started() const { return pid_ > 0; }
    void send_signal(int signal) const;
    /// Ends it by SIGKILL and waits for that.
    void kill();
    /// Waits for its own end; its exit code, or -1.
    int wait();

private:
    pid_t pid_ = -1;
};

/// Runs a program to its end; its exit code, or -1.
int run_program(const std::vector<std::string>& command, const ChildProgram::Variables& variables = {});

}  // namespace wee
