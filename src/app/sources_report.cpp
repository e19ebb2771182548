#include "app/sources_report.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace wee {
namespace {

constexpr std::size_t kTypeWidth = 18;

bool is_usable(const BackendAvailability& backend) {
    return !backend.missing.has_value();
}

std::string heading_of(const SourceKind& kind) {
    std::string line(kind.type);
    line.resize(std::max(kTypeWidth, line.size() + 1), ' ');
    const BackendAvailability* const usable = usable_backend(kind);
    if (kind.backends.empty()) {
        return line.append("not on this system");
    }
    if (usable == nullptr) {
        return line.append("cannot run here");
    }
    line.append("yes");
    return usable->backend.empty() ? line : line.append(", by ").append(usable->backend);
}

}  // namespace

const BackendAvailability* usable_backend(const SourceKind& kind) {
    const auto found = std::ranges::find_if(kind.backends, is_usable);
    return found == kind.backends.end() ? nullptr : &*found;
}

std::string sources_to_people(const std::vector<SourceKind>& kinds) {
    std::string text;
    for (const SourceKind& kind : kinds) {
        text.append(heading_of(kind)).append(1, '\n');
        for (const BackendAvailability& backend : kind.backends) {
            if (!is_usable(backend)) {
                text.append("    ")
                    .append(backend.backend)
                    .append(": ")
                    .append(*backend.missing)
                    .append(1, '\n');
            }
        }
    }
    return text;
}

std::string source_to_programs(const SourceKind& kind) {
    nlohmann::ordered_json backends = nlohmann::ordered_json::array();
    for (const BackendAvailability& backend : kind.backends) {
        backends.push_back(
            {{"backend", backend.backend}, {"available", is_usable(backend)}, {"missing", nullptr}});
        if (!is_usable(backend)) {
            backends.back()["missing"] = *backend.missing;
        }
    }
    const BackendAvailability* const usable = usable_backend(kind);
    nlohmann::ordered_json line{{"type", kind.type}, {"available", usable != nullptr}, {"backend", nullptr}};
    if (usable != nullptr) {
        line["backend"] = usable->backend;
    }
    line["backends"] = std::move(backends);
    return line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace wee
