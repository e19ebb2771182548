#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "event/event.h"

namespace wee {

/// What a value of the settings registry holds, as events show it.
struct RegistryValue {
    /// Longer texts are cut for events; `size` and `fingerprint` are of the whole.
    static constexpr std::size_t kShownBytes = 4096;

    std::string type;
    std::string data;
    std::size_t size = 0;
    std::size_t fingerprint = 0;

    /// `text`: the whole data, in a form that people can read.
    static RegistryValue of(std::string type, const std::string& text, std::size_t size);
    friend bool operator==(const RegistryValue&, const RegistryValue&) = default;
};

/// A place in the registry that is watched.
struct RegistryScope {
    std::string path;  ///< Without a separator at its end.
    bool whole_tree = false;
};

/// The values that are known in the watched places, and what to report when they turn out to be others.
/// A path is keys between separators and the name of the value. Not synchronised.
class RegistryTable {
public:
    RegistryTable(std::vector<RegistryScope> scopes, char separator)
        : scopes_(std::move(scopes)), separator_(separator) {}

    using Values = std::map<std::string, RegistryValue>;

    /// Whether a value of this path is watched.
    [[nodiscard]] bool covers(std::string_view path) const;
    [[nodiscard]] const std::vector<RegistryScope>& scopes() const { return scopes_; }

    /// The value is now this, or is gone. What is new in that is appended, without source and time.
    void update(const std::string& path, std::optional<RegistryValue> now, EventBatch& news);
    /// All values whose path begins so are now these.
    void update_all(std::string_view prefix, Values&& now, EventBatch& news);

private:
    [[nodiscard]] bool covers_key(std::string_view key) const;
    void count_keys(std::string_view path, bool appears, EventBatch& news);

    std::vector<RegistryScope> scopes_;
    char separator_;
    Values known_;
    std::map<std::string, std::size_t, std::less<>> values_below_;  ///< For each key that holds any.
};

}  // namespace wee
