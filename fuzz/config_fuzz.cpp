// Any bytes as a configuration: no crash, no hang, and a configuration exactly when there is no error.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "config/config_loader.h"

namespace {

/// The machine's own surroundings would make a finding hard to repeat.
class FixedEnvironment final : public wee::Environment {
public:
    [[nodiscard]] std::optional<std::string> variable(std::string_view name) const override {
        return name == "DATA" ? std::optional<std::string>("/data") : std::nullopt;
    }
    [[nodiscard]] std::optional<std::string> home_directory() const override { return "/home/fuzz"; }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const wee::LoadedConfig loaded = wee::load_config_text(text, "fuzz.toml", FixedEnvironment());
    if (loaded.config.has_value() == wee::has_errors(loaded.diagnostics)) {
        std::abort();
    }
    for (const wee::Diagnostic& finding : loaded.diagnostics) {
        wee::format_diagnostic(finding);
    }
    wee::diagnostics_to_json(loaded.diagnostics);
    return 0;
}
