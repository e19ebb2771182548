#pragma once

#include <chrono>
#include <string>

#include "tests/support/temporary_directory.h"

namespace wee {

/// A fresh directory with `watched/` in it and a place for the configuration: what most runs of the engine
/// need.
class EngineConfig {
public:
    EngineConfig();

    [[nodiscard]] std::string watched() const { return directory_.path().string() + "/watched"; }
    [[nodiscard]] std::string path(const std::string& name) const {
        return directory_.path().string() + "/" + name;
    }

    /// Writes `config.toml`: a file watcher on `watched/`, or on another directory, and these rules. Returns
    /// its path.
    std::string write(const std::string& rules, const std::string& source_keys = "",
                      const std::string& other_directory = "") const;

    /// Creates or replaces a file below `watched/`.
    void drop(const std::string& name, const std::string& content = "content\n") const;

    /// Waits until there is a file of this name beside `watched/`. False when the time is up.
    [[nodiscard]] bool wait_for_file(const std::string& name,
                                     std::chrono::seconds patience = std::chrono::seconds(20)) const;

private:
    TemporaryDirectory directory_;
};

}  // namespace wee
