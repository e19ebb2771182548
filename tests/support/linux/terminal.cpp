#include "tests/support/linux/terminal.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

namespace wee {

Terminal::Terminal(std::vector<std::string> command, const ChildProgram::Variables& variables) {
    const std::string pipe = directory_.file("input");
    ::mkfifo(pipe.c_str(), 0666);
    ::chmod(pipe.c_str(), 0666);  // the terminal may be another user's
    std::filesystem::permissions(directory_.path(), std::filesystem::perms(0755));
    input_ = FileDescriptor(::open(pipe.c_str(), O_RDWR | O_CLOEXEC));
    command.insert(command.end(), {"cat", pipe});
    process_ = ChildProgram(command, variables);
}

void Terminal::set_title(const std::string& title) {
    const std::string sequence = "\033]2;" + title + "\007";
    std::size_t written = 0;
    while (written < sequence.size()) {
        const ssize_t count = ::write(input_.number(), sequence.data() + written, sequence.size() - written);
        if (count <= 0) {
            return;
        }
        written += static_cast<std::size_t>(count);
    }
}

}  // namespace wee
