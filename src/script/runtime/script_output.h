#pragma once

#include <cstddef>
#include <string_view>

#include "script/script_calls.h"

namespace wee {

/// What a script writes, up to a limit: then one last line says so, and nothing more comes.
class ScriptOutput {
public:
    ScriptOutput(ScriptCalls& calls, std::size_t limit) : calls_(calls), limit_(limit), left_(limit) {}

    void write(LogLevel level, std::string_view line);

private:
    ScriptCalls& calls_;
    std::size_t limit_;
    std::size_t left_;
    bool is_cut_ = false;
};

}  // namespace wee
