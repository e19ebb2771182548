#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "sources/registry/linux/dconf_library.h"
#include "sources/registry/registry_table.h"

namespace wee {

/// A way to the settings: reads them, and hears over the session bus which were written. Made, used and
/// destroyed on one thread; `cancel` may come from any.
class DconfSession {
public:
    /// Gets the path of what was written: of a value, or with `/` at its end of all below.
    using OnWritten = std::function<void(const std::string& path)>;

    DconfSession(const DconfLibrary& library, OnWritten on_written);
    ~DconfSession();
    DconfSession(const DconfSession&) = delete;
    DconfSession& operator=(const DconfSession&) = delete;

    /// Connects: what is written after it returned is heard. Fails with a sentence; soon after `cancel`.
    Result<void> connect(const std::string& bus_address);
    /// Waits for something to be heard, for the end of the bus or for `cancel`; hands it on.
    void wait();
    [[nodiscard]] bool is_connected() const;
    /// Ends `connect` and `wait`, for good.
    void cancel();

    [[nodiscard]] std::optional<RegistryValue> read(const std::string& path) const;
    /// All values that the scopes hold below a path that ends with `/`.
    [[nodiscard]] RegistryTable::Values read_all(const std::string& directory,
                                                 const RegistryTable& table) const;

private:
    static void on_signal(DconfLibrary::Connection*, const char*, const char*, const char*, const char*,
                          DconfLibrary::Variant* arguments, void* session);
    static void on_closed(DconfLibrary::Connection*, int remotely, DconfLibrary::Failure*, void* session);
    static void on_answer(void* connection, void* outcome, void* session);
    void hear(DconfLibrary::Variant* arguments);
    void disconnect();
    Result<void> subscribe();
    Result<void> ask_bus(const char* method, DconfLibrary::Variant* parameters);
    template <typename Object>
    DconfOwned<Object> own(Object* object) const {
        return DconfOwned<Object>(object, {&library_});
    }

    const DconfLibrary& library_;
    const OnWritten on_written_;
    DconfOwned<DconfLibrary::Context> context_;
    DconfOwned<DconfLibrary::Cancellable> cancellable_;
    DconfOwned<DconfLibrary::Client> client_;
    DconfOwned<DconfLibrary::Connection> connection_;
    unsigned subscription_ = 0;
    bool heard_closing_ = false;
    std::optional<Result<void>> answer_;  ///< What the bus said to the last that it was asked.
    std::atomic<bool> cancelled_ = false;
};

}  // namespace wee
