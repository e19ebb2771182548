#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "base/result.h"
#include "script/script_execution.h"

namespace wee {

/// The texts of scripts, read again when their files have changed. Any thread.
class ScriptSources {
public:
    static constexpr std::size_t kLargestScript = std::size_t{1024} * 1024;

    /// `name` is what errors call it; the same path always has the same. A sentence says why it cannot be
    /// read.
    Result<std::shared_ptr<const ScriptSource>> find(const std::string& path, const std::string& name);

private:
    struct Known {
        std::filesystem::file_time_type changed{};
        std::uintmax_t size = 0;
        bool is_settled = false;  // changed so long ago that a change since would have another time
        std::shared_ptr<const ScriptSource> source;
    };

    Result<void> read(const std::string& path, const std::string& name, Known& known);

    std::mutex mutex_;
    std::map<std::string, Known> known_;  // by path
    std::uint64_t texts_ = 0;             // read so far: the digests are their numbers
};

}  // namespace wee
