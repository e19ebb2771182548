#include "sources/processes/linux/proc_files.h"

#include <dirent.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <climits>
#include <memory>
#include <utility>

#include "os/linux/proc_stat.h"
#include "sources/processes/command_line_text.h"

namespace wee {
namespace {

constexpr std::uint32_t kExiting = 0x4;               // PF_EXITING
constexpr std::uint32_t kKernelThread = 0x0020'0000;  // PF_KTHREAD
constexpr std::size_t kListedNameSize = 15;
constexpr std::string_view kDeleted = " (deleted)";  // what /proc appends when the file has gone

std::string process_file(ProcessNumber pid, std::string_view name) {
    std::string path = "/proc/" + std::to_string(pid) + '/';
    path.append(name);
    return path;
}

template <typename Number>
bool parse(std::string_view text, Number& number) {
    return std::from_chars(text.data(), text.data() + text.size(), number).ec == std::errc{};
}

std::optional<ProcStat> parse_stat(ProcessNumber pid, std::string_view text) {
    std::optional<ProcStatFields> fields = parse_proc_stat(text);
    if (!fields) {
        return std::nullopt;
    }
    ProcStat stat;
    stat.identity = {pid, fields->start_ticks};
    stat.parent = static_cast<ProcessNumber>(fields->parent);
    stat.session = fields->session;
    stat.state = fields->state;
    stat.flags = fields->flags;
    stat.threads = fields->threads;
    stat.name = std::move(fields->name);
    return stat;
}

std::chrono::nanoseconds since_boot(std::uint64_t ticks) {
    static const std::int64_t per_second = ::sysconf(_SC_CLK_TCK);
    return std::chrono::nanoseconds(static_cast<std::int64_t>(ticks) * (1'000'000'000 / per_second));
}

/// Whether every thread of the process is on its way out.
bool have_all_threads_ended(ProcessNumber pid) {
    const std::string path = process_file(pid, "task");
    const std::unique_ptr<DIR, int (*)(DIR*)> directory(::opendir(path.c_str()), ::closedir);
    while (const dirent* item = directory ? ::readdir(directory.get()) : nullptr) {
        ProcessNumber thread = 0;
        if (!parse(std::string_view(item->d_name), thread)) {
            continue;
        }
        const auto text = read_proc_file(path + '/' + item->d_name + "/stat", 1024);
        const auto stat = text ? parse_stat(thread, *text) : std::nullopt;
        if (stat && (stat->flags & kExiting) == 0) {
            return false;
        }
    }
    return true;
}

std::string_view last_segment(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

std::optional<uid_t> effective_user(ProcessNumber pid) {
    const std::string text = read_proc_file(process_file(pid, "status"), 4096).value_or(std::string());
    constexpr std::string_view kUser = "\nUid:\t";
    const std::size_t line = text.find(kUser);
    const std::size_t real_end = line == std::string::npos ? line : text.find('\t', line + kUser.size());
    uid_t user = 0;
    if (real_end == std::string::npos || !parse(std::string_view(text).substr(real_end + 1), user)) {
        return std::nullopt;
    }
    return user;
}

ListedProcess listed(const ProcStat& stat, const BootTime& time) {
    return {stat.identity, stat.parent, stat.name, time.moment_of(since_boot(stat.identity.start))};
}

}  // namespace

bool ProcStat::is_kernel_thread() const {
    return (flags & kKernelThread) != 0;
}

bool ProcStat::has_ended() const {
    if (state != 'Z' && state != 'X' && (flags & kExiting) == 0) {
        return false;
    }
    return threads <= 1 || have_all_threads_ended(identity.pid);
}

std::optional<ProcStat> read_proc_stat(ProcessNumber pid) {
    const std::optional<std::string> text = read_proc_file(process_file(pid, "stat"), 1024);
    return text ? parse_stat(pid, *text) : std::nullopt;
}

std::uint64_t start_ticks(std::chrono::nanoseconds uptime) {
    return static_cast<std::uint64_t>(uptime / since_boot(1));
}

ProcessListing list_processes(const Clock& clock) {
    const BootTime time(clock);
    ProcessListing listing{{}, time.now()};
    const std::unique_ptr<DIR, int (*)(DIR*)> directory(::opendir("/proc"), ::closedir);
    while (const dirent* item = directory ? ::readdir(directory.get()) : nullptr) {
        ProcessNumber pid = 0;
        if (!parse(std::string_view(item->d_name), pid)) {
            continue;
        }
        const std::optional<ProcStat> stat = read_proc_stat(pid);
        if (stat && !stat->is_kernel_thread() && !stat->has_ended()) {
            listing.processes.push_back(listed(*stat, time));
        }
    }
    return listing;
}

std::optional<InspectedProcess> inspect_process(ProcessNumber pid, const Clock& clock, UserNames& users) {
    const BootTime time(clock);
    const std::optional<ProcStat> stat = read_proc_stat(pid);
    if (!stat || stat->has_ended()) {
        return std::nullopt;
    }
    return InspectedProcess{listed(*stat, time), read_process_details(*stat, users), time.now().uptime};
}

ProcessDetails read_process_details(const ProcStat& stat, UserNames& users) {
    const ProcessNumber pid = stat.identity.pid;
    const std::string arguments = read_process_arguments(pid);
    CommandLineText line = command_line_text(std::string_view(arguments).substr(0, kLongestCommandLine),
                                             arguments.size() > kLongestCommandLine);
    ProcessDetails details;
    details.listed_name = stat.name;
    details.command_line = std::move(line.text);
    details.command_line_is_cut = line.is_cut;
    details.exe = read_process_link(pid, "exe");
    details.working_directory = read_process_link(pid, "cwd");
    const std::string_view first(arguments.c_str());
    const std::string_view second =
        first.size() < arguments.size() ? std::string_view(arguments.c_str() + first.size() + 1) : first;
    details.name = whole_name(stat.name, std::array<std::string_view, 3>{details.exe, first, second});
    if (const std::optional<uid_t> user = effective_user(pid)) {
        details.user = users.name_of(*user);
    }
    details.parent = stat.parent;
    details.session = stat.session;
    return details;
}

bool is_whole_name(std::string_view listed_name) {
    return listed_name.size() < kListedNameSize;
}

std::string whole_name(std::string_view listed_name, std::span<const std::string_view> paths) {
    if (!is_whole_name(listed_name)) {
        for (const std::string_view path : paths) {
            const std::string_view name = last_segment(path);
            if (name.starts_with(listed_name)) {
                return std::string(name);
            }
        }
    }
    return std::string(listed_name);
}

std::string read_process_link(ProcessNumber pid, const char* name) {
    std::array<char, PATH_MAX> target{};
    const ssize_t size = ::readlink(process_file(pid, name).c_str(), target.data(), target.size());
    std::string_view path(target.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
    if (path.ends_with(kDeleted)) {
        path.remove_suffix(kDeleted.size());
    }
    return std::string(path);
}

std::string read_process_arguments(ProcessNumber pid) {
    return read_proc_file(process_file(pid, "cmdline"), kLongestCommandLine + 1).value_or(std::string());
}

}  // namespace wee
