#include "tests/support/escape_corpus.h"

namespace wee {
namespace {

const std::string kNoMemory = "test.lua:1: not enough memory: the script may use 16384 KB";

std::string repeated(const std::string& text, int times) {
    std::string all;
    for (int count = 0; count < times; ++count) {
        all += text;
    }
    return all;
}

std::vector<EscapeAttempt> memory_bombs() {
    return {
        {"rep", "return ('x'):rep(1e9)", kNoMemory},
        {"rep_overflow", "return ('x'):rep(1 << 60)", "test.lua:1: resulting string too large"},
        {"rep_separator", "return ('x'):rep(1 << 58, ('y'):rep(100))",
         "test.lua:1: resulting string too large"},
        {"doubling", "local s = 'x' while true do s = s .. s end", kNoMemory},
        {"table_growth", "local t = {} for i = 1, math.huge do t[i] = i end", kNoMemory},
        {"table_of_tables", "local t = {} while true do t = { t } end", kNoMemory},
        {"table_of_texts", "local t = {} for i = 1, math.huge do t['k' .. i] = true end", kNoMemory},
        {"closures", "local f = print while true do local g = f f = function() return g end end", kNoMemory},
        {"coroutines", "local t = {} while true do t[#t + 1] = coroutine.create(print) end", kNoMemory},
        {"concat", "local t = {} for i = 1, 1e5 do t[i] = 'x' end return table.concat(t, ('y'):rep(1000))",
         kNoMemory},
        {"concat_endless",
         "return table.concat(setmetatable({}, { __index = function() return ('x'):rep(1e5) end }), "
         "'', 1, 1 << 60)",
         kNoMemory},
        {"gsub", "return ((('x'):rep(1e5)):gsub('x', ('y'):rep(1e4)))", kNoMemory},
        {"format", "return ('%s%s'):format(('x'):rep(9e6), ('y'):rep(9e6))", kNoMemory},
        {"format_width", "return ('%999999999d'):format(1)",
         "test.lua:1: invalid conversion specification: '%999999999d'"},
        {"pack_size", "return string.packsize('c1147483647c1147483647')",
         "test.lua:1: bad argument #1 to 'packsize' (format result too large)"},
        {"pack_padding", "return #string.pack('c999999999', 'x')", kNoMemory},
        {"table_pack", "return #table.pack(table.unpack({}, 1, 1e6 - 100))", kNoMemory},
        {"unpack", "return table.unpack({}, 1, 1e8)", "test.lua:1: too many results to unpack"},
        {"bytes", "return (('x'):rep(1e7)):byte(1, -1)", kNoMemory},
        {"date_format", "return #os.date(('%c'):rep(1e6))", kNoMemory},
        {"caught_bombs", "for i = 1, 20 do pcall(string.rep, 'x', 1e9) end return 'alive'", "alive"},
        {"caught_bomb_within_close",
         "local ok = pcall(function() local x <close> = setmetatable({}, { __close = function() "
         "error(('x'):rep(1e9)) end }) error('a') end) return ok",
         "false"},
        {"json_decode", "return json.decode('[' .. ('{\"a\":[1]},'):rep(2e5) .. '1]')", kNoMemory},
        {"json_laughs",
         "local t = { 'ha' } for i = 1, 60 do t = { t, t } end "
         "local ok, e = pcall(json.encode, t) return e:match('has more.*')",
         "has more than 1000000 values in it)"},
        {"json_cycle", "local t = {} t.t = { t } return json.encode(t)",
         "test.lua:1: bad argument #1 to 'encode' (the value's .t[1] contains itself)"},
        {"json_depth", "return json.decode(('['):rep(10000))",
         "test.lua:1: json.decode: line 1, column 101: nested deeper than 100 levels"},
        {"returned_cycle", "local t = {} t.t = t return t",
         "test.lua: what was returned is no plain data: the value's .t contains itself"},
    };
}

std::vector<EscapeAttempt> stack_bombs() {
    return {
        {"recursion", "local function f() return 1 + f() end return pcall(f) and 'no' or 'yes'", "yes"},
        {"recursion_through_pcall", "local function f() return pcall(f) end return f() and 'back' or 'no'",
         "back"},
        {"recursion_through_gsub",
         "local function f(s) return s:gsub('.', f) end local ok, e = pcall(f, 'x') return e",
         "C stack overflow"},
        {"recursion_through_sort",
         "local function f() table.sort({ 1, 2, 3 }, f) end local ok, e = pcall(f) return e",
         "C stack overflow"},
        {"recursion_through_metamethod",
         "local m = {} m.__add = function(a, b) return a + b end local t = setmetatable({}, m) return t + t",
         "test.lua:1: C stack overflow"},
        {"recursion_through_tostring",
         "local t = setmetatable({}, { __tostring = function(t) return tostring(t) end }) return tostring(t)",
         "test.lua:1: C stack overflow"},
        {"recursion_through_index",
         "local t = setmetatable({}, { __index = function(t, k) return t[k] end }) return t.x",
         "test.lua:1: C stack overflow"},
        {"recursion_through_close",
         "local function f() local x <close> = setmetatable({}, { __close = f }) end "
         "f() return 'back'",
         "test.lua:1: C stack overflow"},
        // CVE-2021-43519
        {"recursion_through_coroutines",
         "local function f() return coroutine.wrap(f)() end return pcall(f) and 1 or 0", "0"},
        {"recursion_of_handlers", "local ok, e = xpcall(error, function(e) error(e) end) return e",
         "error in error handling"},
        // CVE-2022-33099: errors within errors, with long messages
        {"errors_within_errors",
         "local function f(n) local ok, e = pcall(f, n + 1) error(tostring(e) .. ('x'):rep(1000)) end "
         "return pcall(f, 1) and 'no' or 'yes'",
         "yes"},
        {"handler_without_debug",
         "local ok, e = xpcall(error, function() return debug.traceback() end) return e",
         "error in error handling"},
        {"overflow_in_handler",
         "local function f() return 1 + f() end local ok = xpcall(f, f) return ok and 'no' or 'yes'", "yes"},
        {"pattern_depth", "return ('x'):rep(300000):find(('x?'):rep(300000))",
         "test.lua:1: pattern too complex"},
        {"pattern_recursion", "return (('('):rep(3000)):find('%b()(((((((((((((((((((((((((((((((((')",
         "nil"},
        {"pattern_captures", "return ('x'):find(('()'):rep(40))", "test.lua:1: too many captures"},
        {"parentheses", "return " + repeated("(", 1000) + "1" + repeated(")", 1000),
         "test.lua: C stack overflow"},
        {"blocks", repeated("do ", 1000) + repeated("end ", 1000), "test.lua: C stack overflow"},
        {"tables", "return " + repeated("{", 1000) + repeated("}", 1000), "test.lua: C stack overflow"},
        {"unary_operators", "return " + repeated("- ", 1000) + "1", "test.lua: C stack overflow"},
        {"concatenations", "return " + repeated("'a' .. ", 1000) + "'a'", "test.lua: C stack overflow"},
        {"many_locals", repeated("local a ", 300),
         "test.lua:1: too many local variables (limit is 200) in main function near 'local'"},
        {"many_upvalues_and_jumps", "goto out local x ::out:: return x",
         "test.lua:1: <goto out> at line 1 jumps into the scope of local 'x'"},
        // CVE-2022-28805
        {"constant_environment", "local _ENV <const> = nil local function f() x = 1 end f()",
         "test.lua:1: attempt to index a nil value"},
        {"environment_as_number", "local _ENV = 7 return x",
         "test.lua:1: attempt to index a number value (local '_ENV')"},
    };
}

std::vector<EscapeAttempt> crashes() {
    return {
        {"sort_without_order",
         "local t = {} for i = 1, 1000 do t[i] = i end "
         "pcall(table.sort, t, function() return true end) return 'alive'",
         "alive"},
        {"sort_that_shrinks",
         "local t = {} for i = 1, 100 do t[i] = i end pcall(table.sort, t, function(a, b) "
         "for i = 1, 100 do t[i] = nil end return a < b end) return 'alive'",
         "alive"},
        {"yield_in_sort",
         "return select(2, coroutine.resume(coroutine.create(function() "
         "table.sort({ 1, 2 }, coroutine.yield) end)))",
         "attempt to yield across a C-call boundary"},
        {"yield_in_gsub",
         "return select(2, coroutine.resume(coroutine.create(function() "
         "return ('a'):gsub('.', coroutine.yield) end)))",
         "attempt to yield across a C-call boundary"},
        {"yield_at_top", "coroutine.yield()", "test.lua:1: attempt to yield from outside a coroutine"},
        {"close_oneself", "coroutine.close(coroutine.running())",
         "test.lua:1: cannot close a running coroutine"},
        {"wrap_of_oneself", "local w w = coroutine.wrap(function() return w() end) return w()",
         "test.lua:1: test.lua:1: cannot resume non-suspended coroutine"},
        {"next_of_a_stranger", "return next({}, 'x')", "test.lua:1: invalid key to 'next'"},
        {"walk_and_change",
         "local t = { a = 1 } pcall(function() for k in pairs(t) do t[k .. 'x'] = 1 t[k] = nil end end) "
         "return 'alive'",
         "alive"},
        {"select_far", "return select(math.mininteger, 1)",
         "test.lua:1: bad argument #1 to 'select' (index out of range)"},
        {"move_overflow", "return table.move({}, math.mininteger, math.maxinteger, 1)",
         "test.lua:1: bad argument #3 to 'move' (too many elements to move)"},
        {"insert_far", "table.insert({}, math.maxinteger, 1)",
         "test.lua:1: bad argument #2 to 'insert' (position out of bounds)"},
        {"loop_to_the_end",
         "local n = 0 for i = math.maxinteger - 1, math.maxinteger do n = n + 1 end return n", "2"},
        {"unpack_behind_the_end", "return string.unpack('s8', ('\\255'):rep(8))",
         "test.lua:1: bad argument #2 to 'unpack' (data string too short)"},
        {"unpack_far", "return string.unpack('z', 'abc', math.mininteger)",
         "test.lua:1: bad argument #2 to 'unpack' (unfinished string for format 'z')"},
        {"codepoints_far", "return utf8.codepoint('abc', 1, math.maxinteger)",
         "test.lua:1: bad argument #3 to 'codepoint' (out of bounds)"},
        {"utf8_above_all", "return #utf8.char(0x7fffffff)", "6"},
        {"utf8_too_large", "return utf8.char(1 << 31)",
         "test.lua:1: bad argument #1 to 'char' (value out of range)"},
        {"date_far", "return os.date('*t', 1 << 60)",
         "test.lua:1: date result cannot be represented in this installation"},
        {"date_conversion", "return os.date('%')",
         "test.lua:1: bad argument #1 to 'date' (invalid conversion specifier '%')"},
        {"time_of_nonsense", "return os.time({ year = 1 << 60, month = 1, day = 1 })",
         "test.lua:1: field 'year' is out-of-bound"},
        {"number_base", "return tonumber('1', 99)",
         "test.lua:1: bad argument #2 to 'tonumber' (base out of range)"},
        {"random_of_all", "return math.type(math.random(math.mininteger, math.maxinteger))", "integer"},
        {"division", "return math.mininteger // -1 == math.mininteger", "true"},
        {"remainder", "return 1 % 0", "test.lua:1: attempt to perform 'n%0'"},
        {"shift", "return 1 << math.maxinteger", "0"},
    };
}

EscapeAttempt endless(const std::string& name, const std::string& script) {
    return {name, script, "", EscapeKind::Time};
}

std::vector<EscapeAttempt> time_bombs() {
    return {
        endless("loop", "while true do end"),
        endless("goto_loop", "::again:: goto again"),
        endless("for_loop", "for i = 1, math.huge do end"),
        endless("tail_calls", "local function f() return f() end f()"),
        endless("caught_errors", "while true do pcall(error) end"),
        endless("loop_in_coroutine", "coroutine.wrap(function() while true do end end)()"),
        endless("coroutines_one_by_one",
                "while true do coroutine.wrap(function() coroutine.yield() end)() end"),
        endless("loop_in_handler", "xpcall(error, function() while true do end end)"),
        endless("loop_in_close",
                "local x <close> = setmetatable({}, { __close = function() while true do end end })"),
        endless("loop_in_order", "table.sort({ 1, 2 }, function() while true do end end)"),
        endless("loop_in_tostring",
                "return tostring(setmetatable({}, { __tostring = function() while true do end end }))"),
        endless("find", "return ('a'):rep(1e5):find(('.-'):rep(8) .. 'b')"),
        endless("match", "return ('a'):rep(1e5):match(('a*'):rep(20) .. 'b')"),
        endless("gsub_of_everything", "return ('a'):rep(1e5):gsub(('a-'):rep(8) .. 'b', '')"),
        endless("rep_of_nothing", "return (''):rep(math.maxinteger)"),
        endless("move", "return table.move({}, 1, math.maxinteger - 1, 2)"),
        endless("ipairs", "for _ in ipairs(setmetatable({}, { __index = function() return 1 end })) do end"),
        endless("pairs",
                "for _ in pairs(setmetatable({}, { __pairs = function() return function() return 1 end end "
                "})) do end"),
        endless("output", "while true do print(('x'):rep(1000)) end"),
        endless("garbage", "while true do local t = { {} } end"),
        endless("memory_again_and_again", "while true do pcall(string.rep, 'x', 1e9) end"),
    };
}

}  // namespace

std::vector<EscapeAttempt> attacks_on_host() {
    std::vector<EscapeAttempt> all;
    for (const auto& part : {memory_bombs(), stack_bombs(), crashes(), time_bombs()}) {
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

std::vector<EscapeAttempt> all_escape_attempts() {
    std::vector<EscapeAttempt> all = escapes_from_sandbox();
    const std::vector<EscapeAttempt> attacks = attacks_on_host();
    all.insert(all.end(), attacks.begin(), attacks.end());
    return all;
}

}  // namespace wee
