// /path/to/process_storm PROCESSES PER_SECOND
//
// Starts itself that often with an argument that makes it end at once, and waits for each: from two threads as
// fast as the machine can (PER_SECOND 0), or so many a second. Prints "start <nanoseconds>" and "end <...>"
// (CLOCK_MONOTONIC). Linked statically: what is measured is no dynamic linker.
#include <spawn.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>

namespace {

constexpr long long kNanosecondsPerSecond = 1'000'000'000;
constexpr int kThreads = 2;

long long now() {
    timespec time{};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * kNanosecondsPerSecond + time.tv_nsec;
}

void wait_until(long long moment) {
    const timespec time{moment / kNanosecondsPerSecond, moment % kNanosecondsPerSecond};
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nullptr) != 0) {}
}

void run_one(char* program, int number) {
    char mark[] = "--end";
    char text[16];
    std::snprintf(text, sizeof(text), "%d", number);
    char* arguments[] = {program, mark, text, nullptr};
    pid_t child = 0;
    if (posix_spawn(&child, program, nullptr, nullptr, arguments, environ) != 0) {
        std::perror("posix_spawn");
        std::exit(1);
    }
    waitpid(child, nullptr, 0);
}

}  // namespace

int main(int count, char** arguments) {
    if (count == 3 && std::strcmp(arguments[1], "--end") == 0) {
        return 0;
    }
    if (count != 3) {
        std::fprintf(stderr, "usage: process_storm PROCESSES PER_SECOND\n");
        return 2;
    }
    const int processes = std::atoi(arguments[1]);
    const long long rate = std::atoll(arguments[2]);
    const long long start = now();
    const auto run = [&](int first) {
        for (int number = first; number < processes; number += kThreads) {
            if (rate > 0) {
                wait_until(start + number * kNanosecondsPerSecond / rate);
            }
            run_one(arguments[0], number);
        }
    };
    std::thread other(run, 1);
    run(0);
    other.join();
    std::printf("start %lld\nend %lld\n", start, now());
    return 0;
}
