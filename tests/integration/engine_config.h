#pragma once

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

    /// Writes `config.toml`: a file watcher on `watched/` and these rules. Returns its path.
    [[nodiscard]] std::string write(const std::string& rules, const std::string& source_keys = "") const;

    /// Creates or replaces a file below `watched/`.
    void drop(const std::string& name, const std::string& content = "content\n") const;

private:
    TemporaryDirectory directory_;
};

}  // namespace wee
