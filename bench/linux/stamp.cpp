// stamp LOG NAME...: the command of the benchmarks. Appends "<nanoseconds> <name>\n" for every name to LOG,
// with the CLOCK_MONOTONIC time at which it started, in one write: any number of them may share the file.
#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#include <string>

namespace {

std::string lines_for(const timespec& started, int count, char** names) {
    const long long nanoseconds = started.tv_sec * 1'000'000'000LL + started.tv_nsec;
    const std::string prefix = std::to_string(nanoseconds) + ' ';
    std::string lines;
    for (int i = 0; i < count; ++i) {
        lines += prefix + names[i] + '\n';
    }
    return lines;
}

}  // namespace

int main(int count, char** arguments) {
    timespec started{};
    clock_gettime(CLOCK_MONOTONIC, &started);
    if (count < 3) {
        return 2;
    }
    const int log = open(arguments[1], O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
    const std::string lines = lines_for(started, count - 2, arguments + 2);
    return write(log, lines.data(), lines.size()) == static_cast<ssize_t>(lines.size()) ? 0 : 1;
}
