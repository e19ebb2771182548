#include "config/window_watcher_section.h"

#include <array>
#include <utility>

namespace wee {
namespace {

constexpr Key kTitlePattern{"title_pattern", "\"Inbox.*\""};
constexpr Key kProcessPattern{"process_pattern", "\"firefox.*\""};
constexpr Key kBackend{"backend", "\"auto\""};
constexpr std::array<Choice<WindowBackend>, 4> kBackends = {{{"auto", WindowBackend::Automatic},
                                                             {"x11", WindowBackend::X11},
                                                             {"sway", WindowBackend::Sway},
                                                             {"i3", WindowBackend::I3}}};

/// False when the expression is wrong, which has been reported.
bool read_pattern(TableReader& reader, const Key& key, std::optional<Regex>& pattern) {
    const auto text = reader.text(key);
    if (!text) {
        return true;
    }
    Result<Regex> parsed = Regex::parse(text->value);
    if (!parsed) {
        reader.findings().error(text->position, key_text(key.name) + " " + value_text(text->value) + ": " +
                                                    parsed.error().message());
        return false;
    }
    pattern = std::move(parsed).value();
    return true;
}

}  // namespace

std::optional<WindowWatcherOptions> read_window_watcher(TableReader& reader, const std::string& name) {
    WindowWatcherOptions options;
    options.name = name;
    const bool has_sound_title = read_pattern(reader, kTitlePattern, options.title_pattern);
    const bool has_sound_process = read_pattern(reader, kProcessPattern, options.process_pattern);
    if (reader.has(kBackend.name)) {
        const std::optional<WindowBackend> backend = reader.choice(kBackend, kBackends);
        if (!backend) {
            return std::nullopt;
        }
        options.backend = *backend;
    }
    if (options.backend == WindowBackend::I3 && options.process_pattern) {
        reader.findings().warning(
            reader.position_of(kProcessPattern.name),
            key_text(kProcessPattern.name) +
                " never matches with backend = \"i3\", which tells no window's process; "
                "leave `backend` out");
    }
    return has_sound_title && has_sound_process ? std::optional(std::move(options)) : std::nullopt;
}

}  // namespace wee
