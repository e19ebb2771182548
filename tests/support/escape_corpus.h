#pragma once

#include <string>
#include <vector>

namespace wee {

enum class EscapeKind {
    Contained,  ///< Ends by itself, with the text below.
    Time,       ///< Never ends, or not within an hour: only the end of its process ends it.
};

/// A script that tries to get at what it must not, or to bring its host down.
struct EscapeAttempt {
    std::string name;
    std::string script;  ///< A top level: what it returns is shown as text.
    /// What it returns, or the error, exactly, where the script is called "test.lua" and may use 16 MB.
    std::string outcome;
    EscapeKind kind = EscapeKind::Contained;
};

/// Ways out: libraries, bytecode, metatables, addresses, the API's arguments.
std::vector<EscapeAttempt> escapes_from_sandbox();
/// Bombs: memory, stacks, time, and what once crashed Lua.
std::vector<EscapeAttempt> attacks_on_host();
std::vector<EscapeAttempt> all_escape_attempts();

}  // namespace wee
