#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "config/table_reader.h"
#include "os/environment.h"

namespace wee {

/// Where secrets come from: a file that `[secrets]` names, then the environment. No message ever holds one.
class SecretSource {
public:
    /// The environment must outlive the source.
    explicit SecretSource(const Environment& environment) : environment_(environment) {}

    /// Reads `[secrets]` and the file. A file that cannot be used is an error.
    void read(const TomlValue& section, Findings& findings);

    [[nodiscard]] std::optional<std::string> find(std::string_view name) const;
    /// A sentence for one that is not to be found.
    [[nodiscard]] std::string mend_for_missing(std::string_view name) const;
    /// The file's path, if one was given.
    [[nodiscard]] const std::optional<std::string>& file() const { return file_; }

private:
    void read_file(const Located<std::string>& path, Findings& findings);
    void take_values(const TomlTable& table, const Located<std::string>& path, Findings& findings);

    const Environment& environment_;
    std::optional<std::string> file_;
    std::map<std::string, std::string, std::less<>> values_;
};

}  // namespace wee
