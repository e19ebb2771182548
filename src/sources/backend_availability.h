#pragma once

#include <optional>
#include <string>

namespace wee {

/// Whether this machine can run one backend of a source, as far as can be told without starting it
/// (`wee sources`).
struct BackendAvailability {
    std::string backend;  ///< As `backend = "..."` writes it: "inotify".
    /// What is missing and how to get it, a sentence. Nothing: it can run.
    std::optional<std::string> missing{};
};

}  // namespace wee
