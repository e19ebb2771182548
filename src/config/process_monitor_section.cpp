#include "config/process_monitor_section.h"

#include <array>
#include <utility>

#include "base/duration.h"
#include "config/duration_reader.h"

namespace wee {
namespace {

constexpr Key kProcessNames{"process_names", "[\"firefox\"]"};
constexpr Key kProcessName{"process_name", "\"firefox\""};
constexpr Key kBackend{"backend", "\"auto\""};
constexpr Key kPollInterval{"poll_interval", "\"1s\""};
constexpr Key kIgnoreOwnChildren{"ignore_own_children", "true"};

constexpr std::array<Choice<ProcessBackend>, 4> kBackends = {{{"auto", ProcessBackend::Auto},
                                                              {"ebpf", ProcessBackend::Ebpf},
                                                              {"netlink", ProcessBackend::Netlink},
                                                              {"poll", ProcessBackend::Poll}}};

constexpr std::chrono::milliseconds kShortestInterval{10};
constexpr std::chrono::milliseconds kLongestInterval = std::chrono::hours{1};

bool add_name(ProcessFilter& filter, std::string_view key, const Located<std::string>& name,
              Findings& findings) {
    if (name.value.empty()) {
        findings.error(name.position, key_text(key) + " holds an empty name, which no process has; leave " +
                                          key_text(key) + " out to watch all processes");
        return false;
    }
    if (const Result<void> added = filter.add(name.value); !added) {
        findings.error(name.position,
                       key_text(key) + ' ' + value_text(name.value) + ": " + added.error().message());
        return false;
    }
    if (name.value.find('/') != std::string::npos) {
        findings.warning(name.position, key_text(key) + ' ' + value_text(name.value) +
                                            " matches no process: names are file names without a directory");
    }
    return true;
}

bool read_names(TableReader& reader, ProcessFilter& filter) {
    const TextList names = reader.texts(kProcessNames);
    bool is_sound = names.is_sound;
    for (const Located<std::string>& name : names.texts) {
        is_sound = add_name(filter, kProcessNames.name, name, reader.findings()) && is_sound;
    }
    if (const auto name = reader.text(kProcessName)) {
        is_sound = add_name(filter, kProcessName.name, *name, reader.findings()) && is_sound;
    }
    return is_sound;
}

bool read_interval(TableReader& reader, std::chrono::milliseconds& interval) {
    const auto given = read_duration(reader, kPollInterval, ZeroDuration::Refused);
    if (given && (*given < kShortestInterval || *given > kLongestInterval)) {
        reader.report_key(kPollInterval.name, key_text(kPollInterval.name) + " must be from " +
                                                  format_duration(kShortestInterval) + " to " +
                                                  format_duration(kLongestInterval) + ", for example \"1s\"");
        return false;
    }
    interval = given.value_or(interval);
    return given || !reader.has(kPollInterval.name);
}

}  // namespace

std::optional<ProcessMonitorOptions> read_process_monitor(TableReader& reader, const std::string& name) {
    ProcessMonitorOptions options;
    options.name = name;
    bool is_sound = read_names(reader, options.filter);
    options.backend = reader.choice(kBackend, kBackends).value_or(ProcessBackend::Auto);
    is_sound = read_interval(reader, options.poll_interval) && is_sound;
    if (!reader.boolean(kIgnoreOwnChildren).value_or(true)) {
        options.own_processes = OwnProcesses::Reported;
    }
    return is_sound ? std::optional(std::move(options)) : std::nullopt;
}

}  // namespace wee
