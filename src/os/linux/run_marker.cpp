#include "os/linux/run_marker.h"

#include <algorithm>
#include <charconv>
#include <random>

namespace wee {
namespace {

std::string random_digits() {
    std::random_device random;
    const std::uint64_t number = (std::uint64_t{random()} << 32) | random();
    std::string digits(16, '\0');
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, 16);
    digits.erase(static_cast<std::size_t>(end.ptr - digits.data()));
    return digits;
}

}  // namespace

RunMarkers::RunMarkers(std::string_view own_marker) : prefix_(own_marker) {
    if (!prefix_.empty()) {
        prefix_ += '/';
    }
    prefix_ += random_digits() + '-';
}

std::string RunMarkers::next() {
    return prefix_ + std::to_string(count_.fetch_add(1, std::memory_order_relaxed));
}

std::string_view marker_variable(std::string_view environment) {
    while (!environment.empty()) {
        const std::string_view variable = environment.substr(0, environment.find('\0'));
        if (variable.starts_with(kRunMarkerName) && variable.substr(kRunMarkerName.size(), 1) == "=") {
            return variable;
        }
        environment.remove_prefix(std::min(environment.size(), variable.size() + 1));
    }
    return {};
}

bool carries_marker(std::string_view environment, std::string_view marker) {
    const std::string_view variable = marker_variable(environment);
    if (variable.empty()) {
        return false;
    }
    const std::string_view value = variable.substr(kRunMarkerName.size() + 1);
    return value.starts_with(marker) && (value.size() == marker.size() || value[marker.size()] == '/');
}

}  // namespace wee
