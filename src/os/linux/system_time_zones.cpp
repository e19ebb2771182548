#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "base/text.h"
#include "os/linux/posix_zone_rule.h"
#include "os/linux/tzif_time_zone.h"
#include "os/time_zones.h"

namespace wee {
namespace {

using FoundZone = std::shared_ptr<const TimeZone>;

class PosixTimeZone final : public TimeZone {
public:
    explicit PosixTimeZone(PosixZoneRule rule) : rule_(rule) {}
    [[nodiscard]] ZonePeriod period_at(std::chrono::sys_seconds instant) const override {
        return rule_.period_at(instant);
    }

private:
    const PosixZoneRule rule_;
};

FoundZone read_zone_file(const std::string& path) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) {
        return nullptr;
    }
    std::ifstream file(path, std::ios::binary);
    constexpr std::size_t kMostBytes = 1024 * 1024;
    std::string bytes(kMostBytes, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    return read_tzif(bytes);
}

/// Letters, digits and `_+-/`, and no way out of the directory.
bool is_zone_name(const std::string& name) {
    const auto is_plain = [](char one) {
        return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || (one >= '0' && one <= '9') ||
               one == '_' || one == '+' || one == '-' || one == '/';
    };
    return !name.empty() && !name.starts_with('/') && std::ranges::all_of(name, is_plain);
}

FoundZone read_named(const std::string& name, const Environment& environment) {
    if (!is_zone_name(name)) {
        return nullptr;
    }
    const std::string directory = environment.variable("TZDIR").value_or("/usr/share/zoneinfo");
    return read_zone_file(directory + '/' + name);
}

/// What the variable TZ may hold: a zone's name or file, or a rule.
FoundZone read_tz_variable(std::string text, const Environment& environment) {
    if (text.starts_with(':')) {
        text.erase(0, 1);
    }
    if (text.empty()) {
        return std::make_shared<UtcZone>();
    }
    FoundZone zone = text.starts_with('/') ? read_zone_file(text) : read_named(text, environment);
    if (!zone) {
        if (const std::optional<PosixZoneRule> rule = PosixZoneRule::parse(text)) {
            zone = std::make_shared<PosixTimeZone>(*rule);
        }
    }
    return zone;
}

Result<FoundZone> find_local(const Environment& environment) {
    if (const std::optional<std::string> variable = environment.variable("TZ")) {
        FoundZone zone = read_tz_variable(*variable, environment);
        if (!zone) {
            return Error("the variable TZ is " + quote_for_display(*variable) +
                         ", which is no time zone; mend it, or write time_zone = \"UTC\"");
        }
        return zone;
    }
    FoundZone zone = read_zone_file("/etc/localtime");
    return zone ? zone : FoundZone(std::make_shared<UtcZone>());  // what the C library takes it for too
}

}  // namespace

Result<FoundZone> find_time_zone(const std::string& name, const Environment& environment) {
    if (name == "local") {
        return find_local(environment);
    }
    if (name == "UTC") {
        return FoundZone(std::make_shared<UtcZone>());
    }
    FoundZone zone = read_named(name, environment);
    if (!zone) {
        return Error("there is no time zone " + quote_for_display(name) +
                     " on this machine; names are those below /usr/share/zoneinfo (package tzdata), such as "
                     "\"Europe/Berlin\" or \"UTC\"");
    }
    return zone;
}

}  // namespace wee
