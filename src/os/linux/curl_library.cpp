#include "os/linux/curl_library.h"

#include <dlfcn.h>

#include <mutex>
#include <string>

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

void find_easy(Symbols& symbols, CurlLibrary& library) {
    symbols.find(library.easy_init, "curl_easy_init");
    symbols.find(library.easy_setopt, "curl_easy_setopt");
    symbols.find(library.easy_getinfo, "curl_easy_getinfo");
    symbols.find(library.easy_reset, "curl_easy_reset");
    symbols.find(library.easy_cleanup, "curl_easy_cleanup");
    symbols.find(library.easy_strerror, "curl_easy_strerror");
    symbols.find(library.slist_append, "curl_slist_append");
    symbols.find(library.slist_free_all, "curl_slist_free_all");
}

void find_multi(Symbols& symbols, CurlLibrary& library) {
    symbols.find(library.multi_init, "curl_multi_init");
    symbols.find(library.multi_add_handle, "curl_multi_add_handle");
    symbols.find(library.multi_remove_handle, "curl_multi_remove_handle");
    symbols.find(library.multi_perform, "curl_multi_perform");
    symbols.find(library.multi_poll, "curl_multi_poll");
    symbols.find(library.multi_wakeup, "curl_multi_wakeup");
    symbols.find(library.multi_info_read, "curl_multi_info_read");
    symbols.find(library.multi_cleanup, "curl_multi_cleanup");
}

/// Fills it.
Result<void> open_library(CurlLibrary& library) {
    void* const handle = ::dlopen("libcurl.so.4", RTLD_NOW | RTLD_NODELETE);
    if (handle == nullptr) {
        return Error(
            "HTTP requests need the library libcurl.so.4, which this machine does not have; install the "
            "package libcurl4");
    }
    Symbols symbols(handle);
    symbols.find(library.global_init, "curl_global_init");
    symbols.find(library.share_init, "curl_share_init");
    symbols.find(library.share_setopt, "curl_share_setopt");
    symbols.find(library.share_cleanup, "curl_share_cleanup");
    find_easy(symbols, library);
    find_multi(symbols, library);
    if (!symbols.missing().empty()) {
        return Error("this machine's libcurl.so.4 has no " + symbols.missing() +
                     "; install a newer package libcurl4");
    }
    if (const CURLcode code = library.global_init(CURL_GLOBAL_DEFAULT); code != CURLE_OK) {
        return Error(std::string("libcurl cannot be used: ") + library.easy_strerror(code));
    }
    return {};
}

}  // namespace

Result<const CurlLibrary*> CurlLibrary::open() {
    static std::mutex mutex;
    static CurlLibrary library;
    static bool is_open = false;  // a failure is tried again: the package may have been installed
    const std::lock_guard lock(mutex);
    if (!is_open) {
        if (const Result<void> opened = open_library(library); !opened) {
            return opened.error();
        }
        is_open = true;
    }
    return &library;
}

}  // namespace wee
