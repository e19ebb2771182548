#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wee {

/// What `{{secret.NAME}}` stands for in the actions of a configuration, and what must therefore be seen
/// nowhere. Built once, then any number of threads may read it.
class Secrets {
public:
    /// What stands where a secret would.
    static constexpr std::string_view kMask = "***";

    void add(std::string name, std::string value);

    /// The value, or null.
    [[nodiscard]] const std::string* find(std::string_view name) const;
    [[nodiscard]] bool empty() const { return values_.empty(); }

    /// The text with kMask for every secret in it, also where it stands percent-encoded or escaped for JSON.
    [[nodiscard]] std::string redacted(std::string text) const;

private:
    std::map<std::string, std::string, std::less<>> values_;
    std::vector<std::string> spellings_;  // longest first: one may be part of another
};

}  // namespace wee
