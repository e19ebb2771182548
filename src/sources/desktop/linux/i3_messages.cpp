#include "sources/desktop/linux/i3_messages.h"

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "sources/desktop/window_text.h"

namespace wee {
namespace {

using Json = nlohmann::json;

// Titles of X11's programs may be no UTF-8, and sway passes them on as they are.
std::optional<Json> parse_object(std::string_view json) {
    Json parsed = is_valid_utf8(json) ? Json::parse(json, nullptr, false)
                                      : Json::parse(replace_invalid_utf8(json), nullptr, false);
    return parsed.is_object() ? std::optional(std::move(parsed)) : std::nullopt;
}

Error no_json(std::string_view what) {
    return Error("it sent " + std::string(what) + " that is no JSON object of the expected form");
}

std::string text_of(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string()
               ? clean_window_text(found->get_ref<const std::string&>())
               : std::string();
}

std::uint64_t number_of(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_number_unsigned() ? found->get<std::uint64_t>() : 0;
}

bool is_true(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_boolean() && found->get<bool>();
}

// Containers that only hold others have none of these.
bool is_window(const Json& node) {
    const auto app_id = node.find("app_id");
    return number_of(node, "window") != 0 || number_of(node, "pid") != 0 ||
           (app_id != node.end() && app_id->is_string());
}

Window window_of(const Json& node, I3Dialect dialect) {
    Window window;
    window.id = number_of(node, dialect == I3Dialect::Sway ? "id" : "window");
    window.title = text_of(node, "name");
    window.window_class = text_of(node, "app_id");
    const auto properties = node.find("window_properties");
    if (window.window_class.empty() && properties != node.end() && properties->is_object()) {
        window.window_class = text_of(*properties, "class");
    }
    window.pid = static_cast<std::uint32_t>(number_of(node, "pid"));
    return window;
}

void append_children(const Json& node, std::vector<const Json*>& nodes) {
    for (const char* key : {"nodes", "floating_nodes"}) {
        const auto children = node.find(key);
        if (children == node.end() || !children->is_array()) {
            continue;
        }
        for (const Json& child : *children) {
            if (child.is_object()) {
                nodes.push_back(&child);
            }
        }
    }
}

I3Change change_of(const Json& event) {
    constexpr std::array<std::pair<std::string_view, I3Change>, 5> kChanges = {{{"new", I3Change::New},
                                                                                {"close", I3Change::Close},
                                                                                {"focus", I3Change::Focus},
                                                                                {"title", I3Change::Title},
                                                                                {"move", I3Change::Move}}};
    const std::string text = text_of(event, "change");
    for (const auto& [word, change] : kChanges) {
        if (word == text) {
            return change;
        }
    }
    return I3Change::Other;
}

}  // namespace

Result<void> check_i3_success(std::string_view json) {
    const std::optional<Json> answer = parse_object(json);
    if (!answer) {
        return no_json("an answer");
    }
    return is_true(*answer, "success") ? Result<void>() : Error("it refuses to tell of window events");
}

Result<DesktopState> read_i3_tree(std::string_view json, I3Dialect dialect) {
    const std::optional<Json> tree = parse_object(json);
    if (!tree) {
        return no_json("a tree");
    }
    DesktopState state;
    std::vector<const Json*> nodes{&*tree};  // no recursion: who sends it says how deep it is
    while (!nodes.empty()) {
        const Json& node = *nodes.back();
        nodes.pop_back();
        append_children(node, nodes);
        if (!is_window(node)) {
            continue;
        }
        Window window = window_of(node, dialect);
        if (is_true(node, "focused")) {
            state.focused = window.id;
        }
        if (window.id != 0) {
            state.windows.push_back(std::move(window));
        }
    }
    return state;
}

Result<I3WindowEvent> read_i3_window_event(std::string_view json, I3Dialect dialect) {
    const std::optional<Json> event = parse_object(json);
    const auto container = event ? event->find("container") : Json::const_iterator();
    if (!event || container == event->end() || !container->is_object()) {
        return no_json("a window event");
    }
    return I3WindowEvent{change_of(*event), window_of(*container, dialect)};
}

Result<I3Change> read_i3_change(std::string_view json) {
    const std::optional<Json> event = parse_object(json);
    return event ? Result<I3Change>(change_of(*event)) : no_json("an event");
}

}  // namespace wee
