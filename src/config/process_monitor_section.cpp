#include "config/process_monitor_section.h"

#include <utility>

namespace wee {
namespace {

constexpr Key kProcessNames{"process_names", "[\"firefox\"]"};
constexpr Key kProcessName{"process_name", "\"firefox\""};

}  // namespace

std::optional<ProcessMonitorOptions> read_process_monitor(TableReader& reader, const std::string& name) {
    ProcessMonitorOptions options;
    options.name = name;
    TextList names = reader.texts(kProcessNames);
    for (Located<std::string>& process_name : names.texts) {
        options.process_names.push_back(std::move(process_name.value));
    }
    if (auto process_name = reader.text(kProcessName)) {
        options.process_names.push_back(std::move(process_name->value));
    }
    return names.is_sound ? std::optional(std::move(options)) : std::nullopt;
}

}  // namespace wee
