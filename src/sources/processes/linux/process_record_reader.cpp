#include "sources/processes/linux/process_record_reader.h"

#include <array>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

#include "sources/processes/command_line_text.h"
#include "sources/processes/linux/exit_status.h"
#include "sources/processes/linux/proc_files.h"
#include "sources/processes/linux/process_records.h"

namespace wee {
namespace {

template <typename Record>
std::optional<Record> begin_of(std::span<const std::byte> bytes) {
    Record record;
    if (bytes.size() < sizeof(record)) {
        return std::nullopt;
    }
    std::memcpy(&record, bytes.data(), sizeof(record));
    return record;
}

/// What stands behind the head of an exec's record; views into it.
struct ExecTexts {
    std::string_view arguments;
    std::string_view file_name;
    std::string_view exe;
    std::string_view working_directory;
};

ExecTexts texts_of(const ProcessExecutedRecord& head, std::span<const std::byte> bytes) {
    std::string_view rest(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    rest.remove_prefix(sizeof(head));
    const auto take = [&rest](std::size_t size) {
        const std::string_view text = rest.substr(0, size);
        rest.remove_prefix(text.size());
        return text;
    };
    ExecTexts texts;
    texts.arguments = take(head.arguments_size);
    texts.file_name = take(head.file_name_size);
    texts.file_name = texts.file_name.substr(0, texts.file_name.find('\0'));
    texts.exe = take(head.exe_size);
    texts.working_directory = take(head.working_directory_size);
    return texts;
}

/// From its parts, each ending in a NUL, the last part first.
std::string path_of(std::string_view parts) {
    std::string path;
    path.reserve(parts.size() + 1);
    while (!parts.empty()) {
        parts.remove_suffix(1);
        const std::size_t before = parts.rfind('\0');
        const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
        path.push_back('/');
        path.append(parts.substr(begin));
        parts = parts.substr(0, begin);
    }
    return path.empty() ? "/" : path;
}

/// `whole_name` without an allocation: the parts of the executable's path begin with its name.
std::string_view whole_name_of(std::string_view listed_name, const ExecTexts& texts) {
    if (listed_name.size() + 1 < kProcessListedName) {
        return listed_name;
    }
    const std::string_view exe = texts.exe.substr(0, texts.exe.find('\0'));
    const std::string_view file = texts.file_name.substr(texts.file_name.rfind('/') + 1);
    for (const std::string_view name : {exe, file}) {
        if (name.starts_with(listed_name)) {
            return name;
        }
    }
    return listed_name;
}

ProcessDetails details_of(const ProcessExecutedRecord& head, std::string_view name, const ExecTexts& texts,
                          UserNames& users) {
    const ProcessNumber pid = head.head.pid;
    CommandLineText line = (head.flags & kArgumentsUnread) == 0
                               ? command_line_text(texts.arguments, (head.flags & kArgumentsCut) != 0)
                               : command_line_text(read_process_arguments(pid));
    ProcessDetails details;
    details.name = name;
    details.listed_name = head.listed_name;
    details.command_line = std::move(line.text);
    details.command_line_is_cut = line.is_cut;
    details.exe = (head.flags & kExeUnread) == 0 ? path_of(texts.exe) : read_process_link(pid, "exe");
    details.working_directory = (head.flags & kWorkingDirectoryUnread) == 0 ? path_of(texts.working_directory)
                                                                            : read_process_link(pid, "cwd");
    details.user = users.name_of(head.user);
    details.parent = head.parent;
    details.session = head.session;
    return details;
}

ProcessIdentity identity_of(const ProcessRecord& head) {
    return {head.pid, start_ticks(std::chrono::nanoseconds(head.start))};
}

void read_exec(const ProcessExecutedRecord& head, std::span<const std::byte> bytes, const BootTime& time,
               UserNames& users, ProcessTracker& tracker) {
    const ExecTexts texts = texts_of(head, bytes);
    const std::string_view listed_name(head.listed_name, ::strnlen(head.listed_name, kProcessListedName));
    const std::string_view name = whole_name_of(listed_name, texts);
    const ProcessExec exec{identity_of(head.head), head.parent, name,
                           time.moment_of(std::chrono::nanoseconds(head.head.start)),
                           time.moment_of(std::chrono::nanoseconds(head.head.at))};
    tracker.executed(exec, [&] { return details_of(head, name, texts, users); });
}

}  // namespace

void read_process_record(std::span<const std::byte> record, const BootTime& time, UserNames& users,
                         ProcessTracker& tracker) {
    const auto head = begin_of<ProcessRecord>(record);
    if (!head) {
        return;
    }
    const ProcessMoment at = time.moment_of(std::chrono::nanoseconds(head->at));
    if (const auto forked = begin_of<ProcessForkedRecord>(record); forked && head->kind == kProcessForked) {
        tracker.forked(identity_of(*head), forked->parent, at);
    }
    if (const auto exited = begin_of<ProcessExitedRecord>(record); exited && head->kind == kProcessExited) {
        tracker.exited(identity_of(*head), process_end(static_cast<int>(exited->code)), at);
    }
    if (const auto exec = begin_of<ProcessExecutedRecord>(record); exec && head->kind == kProcessExecuted) {
        read_exec(*exec, record, time, users, tracker);
    }
}

}  // namespace wee
