#include "script/script_files.h"

namespace wee {
namespace {

Error unsupported() {
    return Error("this build has no file functions for scripts on Windows yet");
}

class UnsupportedScriptFiles final : public ScriptFiles {
public:
    Result<bool> exists(const std::string& /*path*/) override { return unsupported(); }
    Result<std::int64_t> size(const std::string& /*path*/) override { return unsupported(); }
    Result<std::string> read(const std::string& /*path*/) override { return unsupported(); }
    Result<void> write(const std::string& /*path*/, std::string_view /*text*/, WriteMode /*mode*/) override {
        return unsupported();
    }
    Result<std::vector<std::string>> list(const std::string& /*path*/) override { return unsupported(); }
    Result<void> make_folder(const std::string& /*path*/) override { return unsupported(); }
    Result<void> remove(const std::string& /*path*/) override { return unsupported(); }
    Result<void> move(const std::string& /*from*/, const std::string& /*to*/) override {
        return unsupported();
    }
    Result<void> copy(const std::string& /*from*/, const std::string& /*to*/, SteadyTime /*deadline*/,
                      const std::stop_token& /*stop*/) override {
        return unsupported();
    }
};

}  // namespace

std::unique_ptr<ScriptFiles> make_script_files(const std::vector<std::string>& /*folders*/) {
    return std::make_unique<UnsupportedScriptFiles>();
}

}  // namespace wee
