#pragma once

#include <cstddef>
#include <list>
#include <string>
#include <unordered_map>
#include <utility>

#include "script/runtime/lua_memory.h"
#include "script/script_execution.h"

namespace wee {

/// The states of scripts that were compiled and have not run yet. The one that was not asked for the longest
/// makes room for a new one.
class CompiledScripts {
public:
    explicit CompiledScripts(std::size_t most) : most_(most) {}

    /// The state, or null. Lives until the next `add`.
    const LuaMemory::Snapshot* find(const ScriptSource& source);
    void add(const ScriptSource& source, LuaMemory::Snapshot state);

private:
    using Entry = std::pair<std::string, LuaMemory::Snapshot>;

    std::size_t most_;
    std::list<Entry> entries_;  // the latest asked for first
    std::unordered_map<std::string, std::list<Entry>::iterator> places_;
    std::string key_;
};

}  // namespace wee
