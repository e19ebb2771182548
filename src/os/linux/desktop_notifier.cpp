#include "os/linux/desktop_notifier.h"

#include <algorithm>
#include <limits>
#include <string_view>

#include "os/linux/session_bus.h"

namespace wee {
namespace {

constexpr const char* kService = "org.freedesktop.Notifications";
constexpr const char* kPath = "/org/freedesktop/Notifications";
constexpr std::int32_t kTimeoutOfTheDesktop = -1;

/// So that no text of an event becomes markup: bold, a link, an image.
std::string escaped(std::string_view text) {
    std::string safe;
    for (const char character : text) {
        switch (character) {
            case '&':
                safe += "&amp;";
                break;
            case '<':
                safe += "&lt;";
                break;
            case '>':
                safe += "&gt;";
                break;
            default:
                safe += character;
        }
    }
    return safe;
}

std::int32_t timeout_of(const Notification& notification) {
    if (!notification.timeout) {
        return kTimeoutOfTheDesktop;
    }
    const auto longest = std::chrono::milliseconds(std::numeric_limits<std::int32_t>::max());
    return static_cast<std::int32_t>(std::min(*notification.timeout, longest).count());
}

void append_text(DBusMessageIter& arguments, const std::string& text) {
    const char* const bytes = text.c_str();
    dbus_message_iter_append_basic(&arguments, DBUS_TYPE_STRING, &bytes);
}

void append_no_actions(DBusMessageIter& arguments) {
    DBusMessageIter actions;
    dbus_message_iter_open_container(&arguments, DBUS_TYPE_ARRAY, "s", &actions);
    dbus_message_iter_close_container(&arguments, &actions);
}

/// { "urgency": byte }
void append_hints(DBusMessageIter& arguments, Urgency urgency) {
    const auto level = static_cast<unsigned char>(urgency);
    DBusMessageIter hints;
    DBusMessageIter entry;
    DBusMessageIter value;
    dbus_message_iter_open_container(&arguments, DBUS_TYPE_ARRAY, "{sv}", &hints);
    dbus_message_iter_open_container(&hints, DBUS_TYPE_DICT_ENTRY, nullptr, &entry);
    append_text(entry, "urgency");
    dbus_message_iter_open_container(&entry, DBUS_TYPE_VARIANT, "y", &value);
    dbus_message_iter_append_basic(&value, DBUS_TYPE_BYTE, &level);
    dbus_message_iter_close_container(&entry, &value);
    dbus_message_iter_close_container(&hints, &entry);
    dbus_message_iter_close_container(&arguments, &hints);
}

BusMessage notify_call(const Notification& notification, bool body_is_markup) {
    BusMessage call = make_bus_call({kService, kPath, kService, "Notify"});
    const std::string body = bus_text(notification.message);
    const std::int32_t timeout = timeout_of(notification);
    DBusMessageIter arguments;
    dbus_message_iter_init_append(call.get(), &arguments);
    append_text(arguments, "wee");
    dbus_message_iter_append_basic(&arguments, DBUS_TYPE_UINT32, &notification.replaces);
    append_text(arguments, bus_text(notification.icon));
    append_text(arguments, bus_text(notification.title));
    append_text(arguments, body_is_markup ? escaped(body) : body);
    append_no_actions(arguments);
    append_hints(arguments, notification.urgency);
    dbus_message_iter_append_basic(&arguments, DBUS_TYPE_INT32, &timeout);
    return call;
}

Error complaint(const SessionBus& bus, const Error& error) {
    const bool is_missing =
        bus.error_name() == DBUS_ERROR_SERVICE_UNKNOWN || bus.error_name() == DBUS_ERROR_NAME_HAS_NO_OWNER;
    return Error(is_missing ? "there is no notification service in this desktop session; start one, such as "
                              "dunst or mako"
                            : "the notification was not shown: " + error.message());
}

/// Whether the service reads markup in the body. Escaped text would look odd to one that does not.
Result<bool> reads_markup(SessionBus& bus) {
    const Result<BusMessage> answer = bus.call(make_bus_call({kService, kPath, kService, "GetCapabilities"}));
    if (!answer) {
        return complaint(bus, answer.error());
    }
    char** capabilities = nullptr;
    int count = 0;
    if (dbus_message_get_args(answer.value().get(), nullptr, DBUS_TYPE_ARRAY, DBUS_TYPE_STRING, &capabilities,
                              &count, DBUS_TYPE_INVALID) == 0) {
        return true;  // the safe guess
    }
    const bool has_markup = std::any_of(capabilities, capabilities + count, [](const char* capability) {
        return std::string_view(capability) == "body-markup";
    });
    dbus_free_string_array(capabilities);
    return has_markup;
}

class DesktopNotifier final : public Notifier {
public:
    explicit DesktopNotifier(const Environment& environment) : environment_(environment) {}

    Result<std::uint32_t> show(const Notification& notification, const std::stop_token& stop) override {
        Result<SessionBus> bus = SessionBus::connect(environment_, stop);
        if (!bus) {
            return Error("the notification was not shown: " + bus.error().message());
        }
        const Result<bool> is_markup = reads_markup(bus.value());
        if (!is_markup) {
            return is_markup.error();
        }
        const Result<BusMessage> answer = bus.value().call(notify_call(notification, is_markup.value()));
        if (!answer) {
            return complaint(bus.value(), answer.error());
        }
        std::uint32_t number = 0;
        dbus_message_get_args(answer.value().get(), nullptr, DBUS_TYPE_UINT32, &number, DBUS_TYPE_INVALID);
        return number;
    }

private:
    const Environment& environment_;
};

}  // namespace

std::unique_ptr<Notifier> make_notifier(const Environment& environment) {
    return std::make_unique<DesktopNotifier>(environment);
}

}  // namespace wee
