#include "sources/registry/linux/dconf_session.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace wee {
namespace {

/// Not as to a message bus: GLib would then wait for its "Hello" 25 s long, whoever cancels.
constexpr int kAuthenticate = 1 << 0;
constexpr int kAnswerWithinMs = 5'000;

constexpr const char* kWriterInterface = "ca.desrt.dconf.Writer";
constexpr const char* kWriterPath = "/ca/desrt/dconf/Writer/user";
constexpr const char* kWrittenRule =
    "type='signal',interface='ca.desrt.dconf.Writer',member='Notify',path='/ca/desrt/dconf/Writer/user'";

/// A name that GLib gave, which the object frees.
std::string take_text(const DconfLibrary& library, char* text) {
    std::string taken = text != nullptr ? text : "";
    library.g_free(text);
    return taken;
}

}  // namespace

DconfSession::DconfSession(const DconfLibrary& library, OnWritten on_written)
    : library_(library), on_written_(std::move(on_written)) {
    context_ = own(library_.g_main_context_new());
    cancellable_ = own(library_.g_cancellable_new());
    library_.g_main_context_push_thread_default(context_.get());
    client_ = own(library_.dconf_client_new());
}

DconfSession::~DconfSession() {
    disconnect();
    client_.reset();
    while (library_.g_main_context_iteration(context_.get(), 0) != 0) {}
    library_.g_main_context_pop_thread_default(context_.get());
}

/// The news of the closing comes from GLib's thread, perhaps only after the closing. It holds the connection,
/// which holds the context, which holds the news: undelivered, it would keep all three.
void DconfSession::disconnect() {
    if (!connection_) {
        return;
    }
    if (subscription_ != 0) {
        library_.g_dbus_connection_signal_unsubscribe(connection_.get(), std::exchange(subscription_, 0));
    }
    if (is_connected()) {
        library_.g_dbus_connection_close_sync(connection_.get(), nullptr, nullptr);
    }
    while (!heard_closing_) {
        library_.g_main_context_iteration(context_.get(), 1);
    }
    connection_.reset();
}

Result<void> DconfSession::connect(const std::string& bus_address) {
    disconnect();
    DconfLibrary::Failure* failure = nullptr;
    connection_ = own(library_.g_dbus_connection_new_for_address_sync(bus_address.c_str(), kAuthenticate,
                                                                      nullptr, cancellable_.get(), &failure));
    if (!connection_) {
        return Error("the session bus at " + bus_address +
                     " cannot be used: " + library_.take_message(failure));
    }
    heard_closing_ = false;
    library_.g_signal_connect_data(connection_.get(), "closed",
                                   reinterpret_cast<void (*)()>(&DconfSession::on_closed), this, nullptr, 0);
    return subscribe();
}

/// What is written between the bus's answer and the subscription is not heard, but set when it is read next.
Result<void> DconfSession::subscribe() {
    if (Result<void> greeted = ask_bus("Hello", nullptr); !greeted) {
        return greeted;
    }
    if (Result<void> matched = ask_bus("AddMatch", library_.g_variant_new("(s)", kWrittenRule)); !matched) {
        return matched;
    }
    subscription_ = library_.g_dbus_connection_signal_subscribe(connection_.get(), nullptr, kWriterInterface,
                                                                "Notify", kWriterPath, nullptr, 0,
                                                                &DconfSession::on_signal, this, nullptr);
    return {};
}

/// Without GLib's cancellable: cancelled while the answer comes in, GLib 2.74 keeps the connection for good.
Result<void> DconfSession::ask_bus(const char* method, DconfLibrary::Variant* parameters) {
    answer_.reset();
    library_.g_dbus_connection_call(connection_.get(), "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                    "org.freedesktop.DBus", method, parameters, nullptr, 0, kAnswerWithinMs,
                                    nullptr, &DconfSession::on_answer, this);
    while (!answer_ && !cancelled_) {
        library_.g_main_context_iteration(context_.get(), 1);
    }
    return answer_.value_or(Error("stopped before the session bus had answered"));
}

void DconfSession::on_answer(void* connection, void* outcome, void* session) {
    auto& self = *static_cast<DconfSession*>(session);
    DconfLibrary::Failure* failure = nullptr;
    const auto answer = self.own(self.library_.g_dbus_connection_call_finish(
        static_cast<DconfLibrary::Connection*>(connection), outcome, &failure));
    self.answer_ = answer ? Result<void>()
                          : Error("the session bus does not answer: " + self.library_.take_message(failure));
}

void DconfSession::wait() {
    if (!cancelled_ && is_connected()) {
        library_.g_main_context_iteration(context_.get(), 1);
    }
}

bool DconfSession::is_connected() const {
    return connection_ && library_.g_dbus_connection_is_closed(connection_.get()) == 0;
}

void DconfSession::cancel() {
    cancelled_ = true;
    library_.g_cancellable_cancel(cancellable_.get());
    library_.g_main_context_wakeup(context_.get());
}

/// That it was called has ended the wait.
void DconfSession::on_closed(DconfLibrary::Connection*, int, DconfLibrary::Failure*, void* session) {
    static_cast<DconfSession*>(session)->heard_closing_ = true;
}

void DconfSession::on_signal(DconfLibrary::Connection*, const char*, const char*, const char*, const char*,
                             DconfLibrary::Variant* arguments, void* session) {
    static_cast<DconfSession*>(session)->hear(arguments);
}

/// "(sass)": what all paths begin with, how each goes on, a tag.
void DconfSession::hear(DconfLibrary::Variant* arguments) {
    if (std::string_view(library_.g_variant_get_type_string(arguments)) != "(sass)") {
        return;
    }
    const auto prefix = own(library_.g_variant_get_child_value(arguments, 0));
    const auto endings = own(library_.g_variant_get_child_value(arguments, 1));
    const std::string begin = library_.g_variant_get_string(prefix.get(), nullptr);
    const std::size_t count = library_.g_variant_n_children(endings.get());
    for (std::size_t i = 0; i < count; ++i) {
        const auto ending = own(library_.g_variant_get_child_value(endings.get(), i));
        on_written_(begin + library_.g_variant_get_string(ending.get(), nullptr));
    }
}

std::optional<RegistryValue> DconfSession::read(const std::string& path) const {
    const auto value = own(library_.dconf_client_read(client_.get(), path.c_str()));
    if (!value) {
        return std::nullopt;
    }
    return RegistryValue::of(library_.g_variant_get_type_string(value.get()),
                             take_text(library_, library_.g_variant_print(value.get(), 0)),
                             library_.g_variant_get_size(value.get()));
}

RegistryTable::Values DconfSession::read_all(const std::string& directory, const RegistryTable& table) const {
    RegistryTable::Values values;
    std::vector<std::string> directories{directory};
    while (!directories.empty()) {
        const std::string current = std::move(directories.back());
        directories.pop_back();
        int count = 0;
        char** const names = library_.dconf_client_list(client_.get(), current.c_str(), &count);
        for (int i = 0; i < count; ++i) {
            std::string path = current + names[i];
            if (path.ends_with('/')) {
                directories.push_back(std::move(path));
            } else if (table.covers(path)) {
                if (std::optional<RegistryValue> value = read(path)) {
                    values.insert_or_assign(std::move(path), std::move(*value));
                }
            }
        }
        library_.g_strfreev(names);
    }
    return values;
}

}  // namespace wee
