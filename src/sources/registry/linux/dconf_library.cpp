#include "sources/registry/linux/dconf_library.h"

#include <dlfcn.h>

#include <mutex>

namespace wee {
namespace {

/// Looks names up; remembers the first that is missing.
class Symbols {
public:
    explicit Symbols(void* library) : library_(library) {}

    template <typename Function>
    void find(Function*& function, const char* name) {
        function = reinterpret_cast<Function*>(::dlsym(library_, name));
        if (function == nullptr && missing_.empty()) {
            missing_ = name;
        }
    }
    [[nodiscard]] const std::string& missing() const { return missing_; }

private:
    void* library_;
    std::string missing_;
};

void find_glib(Symbols& symbols, DconfLibrary& library) {
    symbols.find(library.g_main_context_new, "g_main_context_new");
    symbols.find(library.g_main_context_unref, "g_main_context_unref");
    symbols.find(library.g_main_context_push_thread_default, "g_main_context_push_thread_default");
    symbols.find(library.g_main_context_pop_thread_default, "g_main_context_pop_thread_default");
    symbols.find(library.g_main_context_iteration, "g_main_context_iteration");
    symbols.find(library.g_main_context_wakeup, "g_main_context_wakeup");
    symbols.find(library.g_variant_new, "g_variant_new");
    symbols.find(library.g_variant_print, "g_variant_print");
    symbols.find(library.g_variant_get_type_string, "g_variant_get_type_string");
    symbols.find(library.g_variant_get_size, "g_variant_get_size");
    symbols.find(library.g_variant_n_children, "g_variant_n_children");
    symbols.find(library.g_variant_get_child_value, "g_variant_get_child_value");
    symbols.find(library.g_variant_get_string, "g_variant_get_string");
    symbols.find(library.g_variant_unref, "g_variant_unref");
    symbols.find(library.g_free, "g_free");
    symbols.find(library.g_strfreev, "g_strfreev");
    symbols.find(library.g_error_free, "g_error_free");
    symbols.find(library.g_object_unref, "g_object_unref");
    symbols.find(library.g_signal_connect_data, "g_signal_connect_data");
}

void find_bus(Symbols& symbols, DconfLibrary& library) {
    symbols.find(library.g_cancellable_new, "g_cancellable_new");
    symbols.find(library.g_cancellable_cancel, "g_cancellable_cancel");
    symbols.find(library.g_dbus_connection_new_for_address_sync, "g_dbus_connection_new_for_address_sync");
    symbols.find(library.g_dbus_connection_signal_subscribe, "g_dbus_connection_signal_subscribe");
    symbols.find(library.g_dbus_connection_signal_unsubscribe, "g_dbus_connection_signal_unsubscribe");
    symbols.find(library.g_dbus_connection_call, "g_dbus_connection_call");
    symbols.find(library.g_dbus_connection_call_finish, "g_dbus_connection_call_finish");
    symbols.find(library.g_dbus_connection_is_closed, "g_dbus_connection_is_closed");
    symbols.find(library.g_dbus_connection_close_sync, "g_dbus_connection_close_sync");
}

/// Fills it.
Result<void> open_library(DconfLibrary& library) {
    void* const handle = ::dlopen("libdconf.so.1", RTLD_NOW | RTLD_NODELETE);
    if (handle == nullptr) {
        return Error(
            "the settings of the desktop need the library libdconf.so.1, which this machine does not "
            "have; install the package libdconf1");
    }
    Symbols symbols(handle);
    symbols.find(library.dconf_client_new, "dconf_client_new");
    symbols.find(library.dconf_client_read, "dconf_client_read");
    symbols.find(library.dconf_client_list, "dconf_client_list");
    find_glib(symbols, library);
    find_bus(symbols, library);
    if (!symbols.missing().empty()) {
        return Error("this machine's libdconf.so.1 and GLib have no " + symbols.missing() +
                     "; install newer packages libdconf1 and libglib2.0-0");
    }
    return {};
}

}  // namespace

Result<const DconfLibrary*> DconfLibrary::open() {
    static std::mutex mutex;
    static DconfLibrary library;
    static bool is_open = false;  // a failure is tried again: the package may have been installed
    const std::lock_guard lock(mutex);
    if (!is_open) {
        if (Result<void> opened = open_library(library); !opened) {
            return opened.error();
        }
        is_open = true;
    }
    return &library;
}

std::string DconfLibrary::take_message(Failure* failure) const {
    if (failure == nullptr) {
        return "no reason given";
    }
    std::string message = failure->message;
    g_error_free(failure);
    return message;
}

}  // namespace wee
