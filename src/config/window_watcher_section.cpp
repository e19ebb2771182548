#include "config/window_watcher_section.h"

#include <utility>

namespace wee {
namespace {

constexpr Key kTitlePattern{"title_pattern", "\"Inbox.*\""};
constexpr Key kProcessPattern{"process_pattern", "\"firefox.*\""};

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
    return has_sound_title && has_sound_process ? std::optional(std::move(options)) : std::nullopt;
}

}  // namespace wee
