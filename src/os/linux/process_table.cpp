#include "os/linux/process_table.h"

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <memory>
#include <string_view>

#include "os/linux/file_descriptor.h"

namespace wee {
namespace {

constexpr std::size_t kEnvironmentLimit = 8 * 1024 * 1024;  // more than exec takes by default

std::string process_file(pid_t pid, const char* name) {
    return "/proc/" + std::to_string(pid) + '/' + name;
}

std::optional<std::string> read_file(const std::string& path, std::size_t limit) {
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.is_open()) {
        return std::nullopt;
    }
    std::string content;
    std::array<char, 4096> buffer;  // NOLINT(*-member-init): read() fills it
    while (content.size() < limit) {
        const ssize_t count = ::read(file.number(), buffer.data(), buffer.size());
        if (count < 0) {
            return std::nullopt;
        }
        content.append(buffer.data(), static_cast<std::size_t>(count));
        if (static_cast<std::size_t>(count) < buffer.size()) {
            break;  // /proc fills the buffer as long as there is more
        }
    }
    return content;
}

template <typename Number>
bool parse(std::string_view text, Number& number) {
    return std::from_chars(text.data(), text.data() + text.size(), number).ec == std::errc{};
}

/// `fields` begins with the state, proc(5)'s field 3.
std::optional<ProcessEntry> parse_fields(pid_t pid, std::string_view fields) {
    ProcessEntry entry;
    entry.pid = pid;
    bool good = true;
    for (int number = 3; number <= 22 && good; ++number) {
        const std::string_view field = fields.substr(0, fields.find(' '));
        fields.remove_prefix(std::min(fields.size(), field.size() + 1));
        switch (number) {
            case 3:
                entry.state = field.empty() ? '?' : field.front();
                break;
            case 4:
                good = parse(field, entry.parent);
                break;
            case 5:
                good = parse(field, entry.group);
                break;
            case 20:
                good = parse(field, entry.threads);
                break;
            case 22:
                good = parse(field, entry.start_ticks);
                break;
            default:
                break;
        }
    }
    return good ? std::optional(entry) : std::nullopt;
}

}  // namespace

std::vector<ProcessEntry> read_process_table() {
    std::vector<ProcessEntry> table;
    const std::unique_ptr<DIR, int (*)(DIR*)> directory(::opendir("/proc"), ::closedir);
    while (const dirent* item = directory ? ::readdir(directory.get()) : nullptr) {
        pid_t pid = 0;
        if (!parse(std::string_view(item->d_name), pid)) {
            continue;
        }
        if (const auto entry = read_process(pid)) {
            table.push_back(*entry);
        }
    }
    return table;
}

std::optional<ProcessEntry> read_process(pid_t pid) {
    const auto content = read_file(process_file(pid, "stat"), 4096);
    // The name before the fields is in parentheses and may itself hold some, and spaces.
    const std::size_t name_end = content ? content->rfind(") ") : std::string::npos;
    if (name_end == std::string::npos) {
        return std::nullopt;
    }
    return parse_fields(pid, std::string_view(*content).substr(name_end + 2));
}

std::optional<std::string> read_process_environment(pid_t pid) {
    return read_file(process_file(pid, "environ"), kEnvironmentLimit);
}

}  // namespace wee
