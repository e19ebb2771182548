#include "script/script_sources.h"

#include <chrono>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "base/text.h"

namespace wee {
namespace {

// File systems keep times in steps of up to two seconds.
constexpr std::chrono::seconds kTimeToSettle{3};

Error unreadable(const std::string& name, const std::string& why) {
    return Error("the script " + quote_for_display(name) + ' ' + why);
}

}  // namespace

Result<std::shared_ptr<const ScriptSource>> ScriptSources::find(const std::string& path,
                                                                const std::string& name) {
    std::error_code failed;
    const std::filesystem::directory_entry file(path, failed);
    if (failed || !file.exists(failed)) {
        return unreadable(name, "is missing: there is no file " + quote_for_display(path));
    }
    if (!file.is_regular_file(failed) || file.file_size(failed) > kLargestScript) {
        return unreadable(name, "is no file of at most 1 MiB: " + quote_for_display(path));
    }
    const auto changed = file.last_write_time(failed);
    const std::lock_guard lock(mutex_);
    Known& known = known_[path];
    const bool is_same =
        known.source && known.is_settled && known.changed == changed && known.size == file.file_size(failed);
    if (!is_same) {
        known.changed = changed;
        known.size = file.file_size(failed);
        known.is_settled = std::filesystem::file_time_type::clock::now() - changed > kTimeToSettle;
        if (const Result<void> read_now = read(path, name, known); !read_now) {
            known_.erase(path);
            return read_now.error();
        }
    }
    return known.source;
}

Result<void> ScriptSources::read(const std::string& path, const std::string& name, Known& known) {
    std::ifstream stream(path, std::ios::binary);
    std::string text(std::istreambuf_iterator<char>(stream), {});
    if (!stream) {
        return unreadable(name, "cannot be read: " + quote_for_display(path));
    }
    if (!known.source || known.source->text != text) {
        known.source = std::make_shared<const ScriptSource>(
            ScriptSource{name, std::move(text), std::to_string(++texts_)});
    }
    return {};
}

}  // namespace wee
