#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/support/script_trial.h"

// share/lua/wee.d.lua tells editors what the sandbox has: here it is held against what it has.

namespace wee {
namespace {

std::string definitions() {
    std::ifstream stream(WEE_SOURCES "/share/lua/wee.d.lua");
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// The names behind `function` at the beginning of a line: "fs.read", "emit".
std::set<std::string> declared_functions(const std::string& text) {
    std::set<std::string> names;
    std::istringstream lines(text);
    constexpr std::string_view kKeyword = "function ";
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with(kKeyword)) {
            names.insert(line.substr(kKeyword.size(), line.find('(') - kKeyword.size()));
        }
    }
    return names;
}

/// What the sandbox has that Lua has not.
std::set<std::string> registered_functions() {
    ScriptTrial trial;
    std::istringstream words(trial.outcome(R"(
        local names = {}
        for _, library in ipairs({ "log", "exec", "http", "json", "fs", "store" }) do
            for name, value in pairs(_G[library]) do
                if type(value) == "function" then names[#names + 1] = library .. "." .. name end
            end
        end
        for name, value in pairs({ emit = emit, sleep = sleep }) do names[#names + 1] = name end
        return table.concat(names, " "))"));
    return {std::istream_iterator<std::string>(words), {}};
}

TEST(Definitions, DeclareExactlyWhatScriptsHave) {
    EXPECT_EQ(declared_functions(definitions()), registered_functions());
    EXPECT_GE(registered_functions().size(), 24U);
}

TEST(Definitions, AreLua) {
    ScriptTrial trial;
    EXPECT_EQ(trial.outcome(definitions()), "nil");
}

}  // namespace
}  // namespace wee
