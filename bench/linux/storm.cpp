// storm FOLDER FILES SUBFOLDERS INTERVAL_US SENTINEL WRITERS
//
// Creates FILES files, writes a few bytes into each and closes it: in FOLDER itself, or spread over its
// existing subfolders d0, d1, ... when SUBFOLDERS is not 0. As fast as WRITERS threads can, or each of them one
// every INTERVAL_US microseconds. Then creates FOLDER/SENTINEL, unless that is empty. Prints "<name> <nanoseconds>"
// (CLOCK_MONOTONIC, just before the creation) for every file, then "start <...>" and "end <...>".
#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <thread>
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
    std::size_t writers;
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

/// Every one of so many files, from `first` on.
void write_share(const Storm& storm, std::vector<File>& files, std::size_t first) {
    long long next = now();
    for (std::size_t number = first; number < files.size(); number += storm.writers) {
        if (storm.interval > 0) {
            wait_until(next);
            next += storm.interval;
        }
        files[number].created_at = now();
        create(files[number].path);
    }
}

void write_all(const Storm& storm, std::vector<File>& files) {
    std::vector<std::jthread> others;
    for (std::size_t writer = 1; writer < storm.writers; ++writer) {
        others.emplace_back([&storm, &files, writer] { write_share(storm, files, writer); });
    }
    write_share(storm, files, 0);
}

void run(const Storm& storm, std::vector<File>& files) {
    const long long start = now();
    write_all(storm, files);
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
    if (count != 7) {
        std::fprintf(stderr, "usage: storm FOLDER FILES SUBFOLDERS INTERVAL_US SENTINEL WRITERS\n");
        return 2;
    }
    const Storm storm{arguments[1],
                      std::atoi(arguments[2]),
                      std::atoi(arguments[3]),
                      std::atoll(arguments[4]) * 1000,
                      arguments[5],
                      static_cast<std::size_t>(std::max(1, std::atoi(arguments[6])))};
    std::vector<File> files = plan_files(storm);
    run(storm, files);
    return 0;
}
