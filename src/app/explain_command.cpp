#include "app/explain_command.h"

#include <cstdio>
#include <sstream>
#include <utility>

#include "app/backends.h"
#include "app/explain_report.h"
#include "app/load_config.h"
#include "event/event_reader.h"

namespace wee {
namespace {

constexpr std::size_t kMaximumFileBytes = 64 * 1024 * 1024;
constexpr std::size_t kEventsAtOnce = 256;

class Explainer {
public:
    Explainer(const Config& config, const CommandLine& command_line)
        : rules_(config.rules), format_(command_line.output_format), shown_(command_line.shown_rules) {}

    void print(const EventBatch& events) {
        for (const Event& event : events) {
            const std::string text = format_ == OutputFormat::Json
                                         ? explain_to_programs(rules_, event, shown_)
                                         : explain_to_people(rules_, event, shown_);
            std::fwrite(text.data(), 1, text.size(), stdout);
        }
        std::fflush(stdout);
    }

private:
    const std::vector<RuleConfig>& rules_;
    const OutputFormat format_;
    const ShownRules shown_;
};

ExitCode complain(const std::string& problem) {
    std::fprintf(stderr, "%s\n", problem.c_str());
    return ExitCode::UsageOrConfiguration;
}

ExitCode explain_lines(EventInput input, Explainer& explainer) {
    EventReader reader(std::move(input));
    EventBatch events;
    while (true) {
        const EventReader::Outcome outcome = reader.read(events, kEventsAtOnce);
        if (outcome == EventReader::Outcome::End) {
            return ExitCode::Fine;
        }
        if (outcome != EventReader::Outcome::Events) {
            return complain(reader.problem());
        }
        explainer.print(events);
        events.clear();
    }
}

/// Whether the text seems to have an event on each line, not one event or array over several.
bool has_event_a_line(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    const std::string_view rest = text.substr(std::min(begin, text.size()));
    std::string_view first = rest.substr(0, rest.find('\n'));
    first = first.substr(0, first.find_last_not_of(" \t\r") + 1);
    return first.starts_with('{') && first.ends_with('}') && first.size() < rest.size();
}

ExitCode explain_file(EventInput input, Explainer& explainer) {
    const std::string name = input.name();
    Result<std::string> text = input.read_all(kMaximumFileBytes);
    if (!text) {
        return complain(text.error().message());
    }
    const Result<EventBatch> events = events_from_json(text.value());
    if (events) {
        explainer.print(events.value());
        return ExitCode::Fine;
    }
    if (text.value().find_first_not_of(" \t\r\n") == std::string::npos) {
        return complain(name + ": there is no event in it");
    }
    if (!has_event_a_line(text.value())) {
        return complain(name + ": " + events.error().message());
    }
    return explain_lines({name, std::make_unique<std::stringbuf>(std::move(text).value())}, explainer);
}

}  // namespace

ExitCode explain_events(const CommandLine& command_line) {
    const std::unique_ptr<Environment> environment = make_environment();
    const std::optional<Config> config = load_config_or_complain(command_line.config, *environment);
    if (!config) {
        return ExitCode::UsageOrConfiguration;
    }
    Result<EventInput> input = EventInput::open(command_line.events);
    if (!input) {
        return complain(input.error().message());
    }
    Explainer explainer(*config, command_line);
    return command_line.events == EventInput::kStandardInput
               ? explain_lines(std::move(input).value(), explainer)
               : explain_file(std::move(input).value(), explainer);
}

}  // namespace wee
