#include "script/runtime/compiled_scripts.h"

namespace wee {

const LuaMemory::Snapshot* CompiledScripts::find(const ScriptSource& source) {
    key_.assign(source.digest).append("\n").append(source.name);  // errors show the name
    const auto found = places_.find(key_);
    if (found == places_.end()) {
        return nullptr;
    }
    entries_.splice(entries_.begin(), entries_, found->second);
    return &found->second->second;
}

void CompiledScripts::add(const ScriptSource& source, LuaMemory::Snapshot state) {
    if (entries_.size() == most_) {
        places_.erase(entries_.back().first);
        entries_.pop_back();
    }
    entries_.emplace_front(source.digest + '\n' + source.name, std::move(state));
    places_.insert_or_assign(entries_.front().first, entries_.begin());
}

}  // namespace wee
