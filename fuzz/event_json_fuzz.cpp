// Any text is either refused with a printable sentence or an event that survives being written and read again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/text.h"
#include "event/event_json.h"
#include "event/event_variables.h"

namespace {

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

void check(const wee::Event& event) {
    const std::string written = wee::to_json(event);
    const auto again = wee::event_from_json(written);
    require(again.ok());
    require(wee::to_json(again.value()) == written);
    for (const auto& [name, value] : wee::event_environment(event)) {
        require(name.find('=') == name.npos && value.find('\0') == value.npos);
    }
    for (const std::string_view name : wee::event_variable_names()) {
        (void)wee::event_variable(event, name);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto event = wee::event_from_json(text);
    if (event.ok()) {
        check(event.value());
    } else {
        require(wee::to_display(event.error().message()) == event.error().message());
    }
    return 0;
}
