#pragma once

#include <memory>
#include <string>

#include "base/result.h"

// GLib's own types, of which we only pass pointers.
struct _DConfClient;
struct _GCancellable;
struct _GDBusConnection;
struct _GMainContext;
struct _GVariant;

namespace wee {

/// What we use of libdconf and GLib, found in the libraries when the program runs, so that it starts on
/// machines without them too. Any thread.
struct DconfLibrary {
    using Client = _DConfClient;
    using Cancellable = _GCancellable;
    using Connection = _GDBusConnection;
    using Context = _GMainContext;
    using Variant = _GVariant;
    struct Failure {  ///< GError
        unsigned domain;
        int code;
        char* message;
    };
    using OnSignal = void (*)(Connection*, const char* sender, const char* path, const char* interface,
                              const char* signal, Variant* arguments, void* data);
    using OnReady = void (*)(void* connection, void* outcome, void* data);

    Client* (*dconf_client_new)();
    Variant* (*dconf_client_read)(Client*, const char* key);
    char** (*dconf_client_list)(Client*, const char* directory, int* length);

    Context* (*g_main_context_new)();
    void (*g_main_context_unref)(Context*);
    void (*g_main_context_push_thread_default)(Context*);
    void (*g_main_context_pop_thread_default)(Context*);
    int (*g_main_context_iteration)(Context*, int may_block);
    void (*g_main_context_wakeup)(Context*);

    Variant* (*g_variant_new)(const char* format, ...);
    char* (*g_variant_print)(Variant*, int type_annotate);
    const char* (*g_variant_get_type_string)(Variant*);
    std::size_t (*g_variant_get_size)(Variant*);
    std::size_t (*g_variant_n_children)(Variant*);
    Variant* (*g_variant_get_child_value)(Variant*, std::size_t index);
    const char* (*g_variant_get_string)(Variant*, std::size_t* length);
    void (*g_variant_unref)(Variant*);

    void (*g_free)(void*);
    void (*g_strfreev)(char**);
    void (*g_error_free)(Failure*);
    void (*g_object_unref)(void*);
    unsigned long (*g_signal_connect_data)(void* object, const char* signal, void (*handler)(), void* data,
                                           void (*destroy)(void*, void*), int flags);

    Cancellable* (*g_cancellable_new)();
    void (*g_cancellable_cancel)(Cancellable*);
    Connection* (*g_dbus_connection_new_for_address_sync)(const char* address, int flags, void* observer,
                                                          Cancellable*, Failure**);
    unsigned (*g_dbus_connection_signal_subscribe)(Connection*, const char* sender, const char* interface,
                                                   const char* member, const char* path, const char* argument,
                                                   int flags, OnSignal, void* data, void (*free)(void*));
    void (*g_dbus_connection_signal_unsubscribe)(Connection*, unsigned id);
    void (*g_dbus_connection_call)(Connection*, const char* bus_name, const char* path, const char* interface,
                                   const char* method, Variant* parameters, const void* reply_type, int flags,
                                   int timeout_ms, Cancellable*, OnReady, void* data);
    Variant* (*g_dbus_connection_call_finish)(Connection*, void* outcome, Failure**);
    int (*g_dbus_connection_is_closed)(Connection*);
    int (*g_dbus_connection_close_sync)(Connection*, Cancellable*, Failure**);

    /// Opens it once for all; it stays open. Fails with a sentence that names the package.
    static Result<const DconfLibrary*> open();

    /// What it says, which is freed.
    std::string take_message(Failure* failure) const;
};

/// Gives an object of GLib's back.
struct DconfObjectRelease {
    const DconfLibrary* library = nullptr;
    void operator()(DconfLibrary::Client* object) const { library->g_object_unref(object); }
    void operator()(DconfLibrary::Cancellable* object) const { library->g_object_unref(object); }
    void operator()(DconfLibrary::Connection* object) const { library->g_object_unref(object); }
    void operator()(DconfLibrary::Context* context) const { library->g_main_context_unref(context); }
    void operator()(DconfLibrary::Variant* value) const { library->g_variant_unref(value); }
};

template <typename Object>
using DconfOwned = std::unique_ptr<Object, DconfObjectRelease>;

}  // namespace wee
