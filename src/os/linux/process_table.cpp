#include "os/linux/process_table.h"

#include <dirent.h>

#include <charconv>
#include <memory>
#include <string_view>

#include "os/linux/proc_stat.h"

namespace wee {
namespace {

constexpr std::size_t kStatLimit = 4096;
constexpr std::size_t kEnvironmentLimit = 8 * 1024 * 1024;  // more than exec takes by default

std::string process_file(pid_t pid, const char* name) {
    return "/proc/" + std::to_string(pid) + '/' + name;
}

}  // namespace

std::vector<ProcessEntry> read_process_table() {
    std::vector<ProcessEntry> table;
    const std::unique_ptr<DIR, int (*)(DIR*)> directory(::opendir("/proc"), ::closedir);
    while (const dirent* item = directory ? ::readdir(directory.get()) : nullptr) {
        const std::string_view name(item->d_name);
        pid_t pid = 0;
        if (std::from_chars(name.data(), name.data() + name.size(), pid).ec != std::errc()) {
            continue;
        }
        if (const auto entry = read_process(pid)) {
            table.push_back(*entry);
        }
    }
    return table;
}

std::optional<ProcessEntry> read_process(pid_t pid) {
    const auto text = read_proc_file(process_file(pid, "stat"), kStatLimit);
    const auto stat = text ? parse_proc_stat(*text) : std::nullopt;
    if (!stat) {
        return std::nullopt;
    }
    return ProcessEntry{.pid = pid,
                        .parent = stat->parent,
                        .group = stat->group,
                        .state = stat->state,
                        .threads = stat->threads,
                        .start_ticks = stat->start_ticks};
}

std::optional<std::string> read_process_environment(pid_t pid) {
    return read_proc_file(process_file(pid, "environ"), kEnvironmentLimit);
}

}  // namespace wee
