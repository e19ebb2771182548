// storm FOLDER FILES SUBFOLDERS INTERVAL_US SENTINEL
//
// Creates FILES files, writes a few bytes into each and closes it: in FOLDER itself, or spread over its
// existing subfolders d0, d1, ... when SUBFOLDERS is not 0. As fast as one process can, or one every
// INTERVAL_US microseconds. Then creates FOLDER/SENTINEL, unless that is empty. Prints "<name> <nanoseconds>"
// (CLOCK_MONOTONIC, just before the creation) for every file, then "start <...>" and "end <...>".
#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr long long kNanosecondsPerSecond = 1'000'000'000;

struct File {
    std::string name;
    std::string path;
    long long created_at = 0;
};

struct Storm {
    std::string folder;
    int files;
    int subfolders;
    long long interval;  // in nanoseconds
    std::string sentinel;
};

long long now() {
    timespec time{};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * kNanosecondsPerSecond + time.tv_nsec;
}

void wait_until(long long moment) {
    const timespec time{moment / kNanosecondsPerSecond, moment % kNanosecondsPerSecond};
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nullptr) != 0) {}
}

std::vector<File> plan_files(const Storm& storm) {
    std::vector<File> files;
    files.reserve(static_cast<std::size_t>(storm.files));
    for (int i = 0; i < storm.files; ++i) {
        const std::string number = std::to_string(i);
        const std::string name =
            "file-" + std::string(6 - std::min<std::size_t>(6, number.size()), '0') + number + ".txt";
        const std::string subfolder =
            storm.subfolders == 0 ? "" : "/d" + std::to_string(i % storm.subfolders);
        files.push_back({name, storm.folder + subfolder + '/' + name});
    }
    return files;
}

void create(const std::string& path) {
    constexpr std::string_view kContent = "a few bytes\n";
    const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (file < 0 || write(file, kContent.data(), kContent.size()) < 0 || close(file) != 0) {
        std::perror(path.c_str());
        std::exit(1);
    }
}

void run(const Storm& storm, std::vector<File>& files) {
    const long long start = now();
    long long next = start;
    for (File& file : files) {
        if (storm.interval > 0) {
            wait_until(next);
            next += storm.interval;
        }
        file.created_at = now();
        create(file.path);
    }
    if (!storm.sentinel.empty()) {
        create(storm.folder + '/' + storm.sentinel);
    }
    const long long end = now();
    for (const File& file : files) {
        std::printf("%s %lld\n", file.name.c_str(), file.created_at);
    }
    std::printf("start %lld\nend %lld\n", start, end);
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 6) {
        std::fprintf(stderr, "usage: storm FOLDER FILES SUBFOLDERS INTERVAL_US SENTINEL\n");
        return 2;
    }
    const Storm storm{arguments[1], std::atoi(arguments[2]), std::atoi(arguments[3]),
                      std::atoll(arguments[4]) * 1000, arguments[5]};
    std::vector<File> files = plan_files(storm);
    run(storm, files);
    return 0;
}
