#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sources/backend_availability.h"

namespace wee {

/// One type of source, and with what this machine could run it, in the order of preference.
struct SourceKind {
    std::string_view type;                        ///< As the configuration writes it.
    std::vector<BackendAvailability> backends{};  ///< None: this system has no backend for it.
};

/// The backend that would be taken, or null when the machine can run none.
const BackendAvailability* usable_backend(const SourceKind& kind);

/// A line for the type, and one below it for each backend that lacks something. Ends with a line feed.
std::string sources_to_people(const std::vector<SourceKind>& kinds);

/// {"type", "available", "backend", "backends": [{"backend", "available", "missing"}]} on one line; "backend"
/// is the one that would be taken; it and "missing" are null where there is none.
std::string source_to_programs(const SourceKind& kind);

}  // namespace wee
