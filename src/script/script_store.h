#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "base/result.h"
#include "script/script_value.h"

namespace wee {

/// What scripts remember from one execution to the next: values by rule and key, one small file for each rule,
/// replaced whole at each change, so that it outlives the engine and is never half-written. One engine at a time
/// may use a folder. Any thread. Errors are sentences for whoever wrote the script.
class ScriptStore {
public:
    static constexpr std::size_t kLongestKey = 256;
    static constexpr std::size_t kLargestRule = std::size_t{1024} * 1024;  ///< Bytes of all values of a rule.

    /// Nothing is touched before the first call. The folder is made when it is needed, for its owner only.
    explicit ScriptStore(std::filesystem::path folder) : folder_(std::move(folder)) {}

    /// Nothing where no such key was set.
    Result<ScriptValue> get(const std::string& rule, const std::string& key);
    /// A value that is nothing removes the key.
    Result<void> set(const std::string& rule, const std::string& key, ScriptValue value);

private:
    using Values = std::map<std::string, ScriptValue, std::less<>>;

    Result<Values*> values_of(const std::string& rule);
    Result<void> save(const std::string& rule, const Values& values) const;
    [[nodiscard]] std::filesystem::path file_of(const std::string& rule) const;

    const std::filesystem::path folder_;
    std::mutex mutex_;
    std::map<std::string, Values, std::less<>> rules_;  // as their files have them
};

}  // namespace wee
