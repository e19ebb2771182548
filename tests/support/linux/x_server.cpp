#include "tests/support/linux/x_server.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <vector>

namespace wee {
namespace {

constexpr int kPatience = 20'000;  // milliseconds

// The server writes the number of its display and a line feed when it is ready.
std::string read_line(int descriptor) {
    std::string line;
    char byte = 0;
    pollfd readable{descriptor, POLLIN, 0};
    while (::poll(&readable, 1, kPatience) == 1 && ::read(descriptor, &byte, 1) == 1 && byte != '\n') {
        line += byte;
    }
    return byte == '\n' ? line : std::string();
}

}  // namespace

XServer::XServer() {
    start();
}

void XServer::start() {
    const std::string program = find_program("Xvfb");
    std::array<int, 2> ready{};
    if (program.empty() || ::pipe2(ready.data(), O_CLOEXEC) != 0) {
        return;
    }
    std::vector<std::string> command{program};
    if (!display_.empty()) {
        command.push_back(display_);
    }
    for (const char* argument :
         {"-displayfd", "", "-screen", "0", "800x600x24", "-nolisten", "tcp", "-noreset"}) {
        command.emplace_back(argument);
    }
    command[display_.empty() ? 2 : 3] = std::to_string(ready[1]);
    server_ = ChildProgram(command, {}, ready[1]);
    ::close(ready[1]);
    const std::string number = read_line(ready[0]);
    ::close(ready[0]);
    display_ = number.empty() ? std::string() : ":" + number;
}

}  // namespace wee
