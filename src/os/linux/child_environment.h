#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wee {

/// A child's variables: the engine's own, some of them replaced or left out, some added.
class ChildEnvironment {
public:
    /// The later of two additions of one name wins; what is added is not removed. REQUIRES: nobody changes
    /// the engine's own meanwhile.
    ChildEnvironment(const std::vector<std::pair<std::string, std::string>>& additions,
                     const std::vector<std::string>& removals, std::string_view marker);
    ChildEnvironment(const ChildEnvironment&) = delete;
    ChildEnvironment& operator=(const ChildEnvironment&) = delete;

    /// For exec: ends in a null pointer. Lives as long as this.
    [[nodiscard]] char* const* block() const { return block_.data(); }
    [[nodiscard]] std::string_view variable(std::string_view name) const;

private:
    void add(std::string_view name, std::string_view value);
    [[nodiscard]] bool is_added(std::string_view name) const;

    std::vector<std::string> added_;
    std::vector<char*> block_;
};

}  // namespace wee
