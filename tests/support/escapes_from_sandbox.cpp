#include "tests/support/escape_corpus.h"

namespace wee {
namespace {

std::string nil_global(const std::string& name, const std::string& verb = "index") {
    return "test.lua:1: attempt to " + verb + " a nil value (global '" + name + "')";
}

std::string nil_field(const std::string& name) {
    return "test.lua:1: attempt to call a nil value (field '" + name + "')";
}

/// What Lua has and the sandbox has not.
std::vector<EscapeAttempt> absent_libraries() {
    return {
        {"popen", "return io.popen('id'):read('a')", nil_global("io")},
        {"popen_of_the_original", "return package.loaded.io.popen('id')", nil_global("package")},
        {"loadlib", "return package.loadlib('libc.so.6', 'system')", nil_global("package")},
        {"searchers", "return package.searchers[4]('x')", nil_global("package")},
        {"require", "return require('io')", nil_global("require", "call")},
        {"module", "module('x')", nil_global("module", "call")},
        {"os_execute", "return os.execute('id')", nil_field("execute")},
        {"os_exit", "os.exit(0)", nil_field("exit")},
        {"os_getenv", "return os.getenv('HOME')", nil_field("getenv")},
        {"os_remove", "return os.remove('/tmp/x')", nil_field("remove")},
        {"os_rename", "return os.rename('a', 'b')", nil_field("rename")},
        {"os_tmpname", "return os.tmpname()", nil_field("tmpname")},
        {"os_setlocale", "return os.setlocale('C')", nil_field("setlocale")},
        {"dofile", "return dofile('/etc/passwd')", nil_global("dofile", "call")},
        {"loadfile", "return loadfile('/etc/passwd')", nil_global("loadfile", "call")},
        {"load", "return load('return 1')()", nil_global("load", "call")},
        {"load_bytecode", "return load('\\27Lua', 'x', 'b')", nil_global("load", "call")},
        {"loadstring", "return loadstring('return 1')()", nil_global("loadstring", "call")},
        {"string_dump", "return string.dump(function() end)", nil_field("dump")},
        {"string_dump_as_method", "return (''):dump()",
         "test.lua:1: attempt to call a nil value (method 'dump')"},
        {"getregistry", "return debug.getregistry()", nil_global("debug")},
        {"getinfo", "return debug.getinfo(1)", nil_global("debug")},
        {"sethook", "debug.sethook(function() end, 'l')", nil_global("debug")},
        {"upvalues", "return debug.getupvalue(string.format, 1)", nil_global("debug")},
        {"getfenv", "return getfenv(0)", nil_global("getfenv", "call")},
        {"setfenv", "setfenv(1, {})", nil_global("setfenv", "call")},
        {"newproxy", "return newproxy(true)", nil_global("newproxy", "call")},
        {"ffi", "return ffi.C.system('id')", nil_global("ffi")},
        {"jit", "return jit.version", nil_global("jit")},
        {"warn", "warn('@on')", nil_global("warn", "call")},
        {"through_env", "return tostring(_ENV.io) .. tostring(_ENV.debug)", "nilnil"},
        {"through_globals", "return tostring(rawget(_G, 'io')) .. tostring(_G._G.package)", "nilnil"},
        {"every_global",
         "local names = {} for name in pairs(_G) do names[#names + 1] = name end table.sort(names) "
         "return table.concat(names, ' ')",
         "_G _VERSION assert collectgarbage coroutine emit error event exec fs getmetatable http ipairs json "
         "log math "
         "next os pairs pcall print rawequal rawget rawlen rawset select setmetatable sleep store string "
         "table "
         "tonumber tostring type utf8 xpcall"},
        {"no_userdata_but_null",
         "local found = 0 local function walk(t, seen) if seen[t] then return end seen[t] = true "
         "for k, v in next, t do if type(v) == 'userdata' and v ~= json.null then found = found + 1 end "
         "if type(v) == 'table' then walk(v, seen) end end end walk(_G, {}) return found",
         "0"},
        {"collector_off", "collectgarbage('stop')",
         "test.lua:1: collectgarbage has only 'collect' and 'count' here"},
        {"collector_mode", "collectgarbage('generational')",
         "test.lua:1: collectgarbage has only 'collect' and 'count' here"},
        {"bytecode_as_script", "\x1bLuaT", "test.lua is compiled Lua: only scripts as text are run"},
        {"bytecode_behind_a_mark", "\xEF\xBB\xBF\x1bLuaT",
         "test.lua is compiled Lua: only scripts as text are run"},
        {"bytecode_behind_a_shell_line", "#!/usr/bin/lua\n\x1bLuaT",
         "test.lua:2: unexpected symbol near '<\\27>'"},
    };
}

std::vector<EscapeAttempt> metatables() {
    return {
        {"string_metatable", "getmetatable('').__index = {}", "test.lua:1: attempt to index a boolean value"},
        {"string_metatable_set", "setmetatable('', {})",
         "test.lua:1: bad argument #1 to 'setmetatable' (table expected, got string)"},
        {"string_metatable_by_index", "return tostring((''). __index) .. tostring((''). __metatable)",
         "nilnil"},
        {"exec_metatable", "return tostring(getmetatable(exec))", "false"},
        {"exec_metatable_set", "setmetatable(exec, {})", "test.lua:1: cannot change a protected metatable"},
        {"list_metatable", "return tostring(getmetatable(json.decode('[]')))", "false"},
        {"list_metatable_set", "setmetatable(json.array(), { __len = print })",
         "test.lua:1: cannot change a protected metatable"},
        {"null_metatable", "return tostring(getmetatable(json.null))", "nil"},
        {"null_metatable_set", "setmetatable(json.null, {})",
         "test.lua:1: bad argument #1 to 'setmetatable' (table expected, got light userdata)"},
        {"finalizer", "setmetatable({}, { __gc = print })",
         "test.lua:1: a metatable has no '__gc' here: nothing runs when a table is collected"},
        {"finalizer_false", "setmetatable({}, { __gc = false })",
         "test.lua:1: a metatable has no '__gc' here: nothing runs when a table is collected"},
        {"finalizer_added_later",
         "local ran = 'no' local meta = {} setmetatable({}, meta) meta.__gc = function() ran = 'yes' end "
         "collectgarbage() collectgarbage() return ran",
         "no"},
        {"finalizer_inherited",
         "local ran = 'no' setmetatable({}, setmetatable({}, { __index = { __gc = function() ran = 'yes' end "
         "} })) "
         "collectgarbage() collectgarbage() return ran",
         "no"},
        {"finalizer_by_index_of_index",
         "local meta = setmetatable({}, { __index = function() error('asked') end }) setmetatable({}, meta) "
         "return 1",
         "1"},
        {"globals_metatable",
         "setmetatable(_G, { __index = function(_, n) error('engine asks ' .. n) end }) return 1", "1"},
        {"globals_metatable_newindex",
         "setmetatable(_G, { __newindex = function() error('set') end }) rawset(_G, 'x', 1) return x", "1"},
        {"returned_value_with_metamethods",
         "return setmetatable({}, { __index = error, __pairs = error, __len = error })", "table"},
        {"late_error_of_close",
         "do local x <close> = setmetatable({}, { __close = function() error('late') end }) end",
         "test.lua:1: late"},
        {"index_loop", "local t = {} t.__index = t setmetatable(t, t) return tostring(t.x)",
         "test.lua:1: '__index' chain too long; possible loop"},
        {"name_of_type", "return tostring(setmetatable({}, { __name = 'X' }))", "table"},
    };
}

std::vector<EscapeAttempt> addresses() {
    const std::string no_pointers = "test.lua:1: string.format has no '%p' here: scripts see no addresses";
    return {
        {"address_of_table", "return tostring({})", "table"},
        {"address_of_function", "return tostring(print)", "function"},
        {"address_of_coroutine", "return tostring(coroutine.running())", "thread"},
        {"address_of_null", "return tostring(json.null)", "userdata"},
        {"address_by_format", "return ('%s %s'):format({}, print)", "table function"},
        {"address_by_p", "return ('%p'):format('a')", no_pointers},
        {"address_by_wide_p", "return string.format('%%%d %-20p', 1, 'a')", no_pointers},
        {"percent_p_is_text", "return ('100%%p'):format()", "100%p"},
        {"address_in_error", "error({})",
         "test.lua:1: the script raised an error that is a table without a text \"message\""},
        {"address_by_quote", "return pcall(string.format, '%q', {}) and 1 or 0", "1"},
        {"address_by_concatenation", "return 'x' .. {}", "test.lua:1: attempt to concatenate a table value"},
        {"address_by_print", "print({}, print)", "nil"},
        {"tostring_that_is_no_text",
         "return tostring(setmetatable({}, { __tostring = function() return {} end }))",
         "test.lua:1: '__tostring' must return a string"},
    };
}

/// What the engine is never asked.
std::vector<EscapeAttempt> arguments() {
    return {
        {"command_with_nul", "exec('id\\0')",
         "test.lua:1: bad argument #1 to 'exec' (the text holds a NUL byte)"},
        {"command_that_is_empty", "exec.run('')", "test.lua:1: bad argument #1 to 'run' (the text is empty)"},
        {"path_with_nul", "fs.read('/tmp/a\\0/../../etc/passwd')",
         "test.lua:1: bad argument #1 to 'read' (the text holds a NUL byte)"},
        {"argument_that_is_a_table", "exec.run('ls', { 'a', {} })",
         "test.lua:1: bad argument #2 to 'run' (element 2 is a table: write a list of texts, as in "
         "{ \"-v\", \"file\" })"},
        {"option_unknown", "exec.run('ls', {}, { shell = true })",
         "test.lua:1: bad argument #3 to 'run' (there is no option \"shell\")"},
        {"url_of_a_file", "http.get('file:///etc/passwd')",
         "test.lua:1: bad argument #1 to 'get' (the URL has to begin with http:// or https://)"},
        {"method_with_header", "http.request('http://a/', { method = 'GET / HTTP/1.1\\r\\nX: y' })",
         "test.lua:1: the method has to be in capital letters, as in \"PUT\""},
        {"store_of_a_function", "store.set('a', { f = print })",
         "test.lua:1: bad argument #2 to 'set' (the value's .f is a function: only texts, numbers, booleans "
         "and "
         "tables of them can leave a script)"},
        {"metadata_that_is_a_table", "emit('X', { a = {} })",
         "test.lua:1: bad argument #2 to 'emit' (write a table of texts, as in { name = \"text\" })"},
        {"sleep_for_ever", "sleep(math.huge)",
         "test.lua:1: bad argument #1 to 'sleep' (seconds, from 0 to 3600)"},
        {"sleep_for_nan", "sleep(0 / 0)", "test.lua:1: bad argument #1 to 'sleep' (seconds, from 0 to 3600)"},
        {"level_of_log", "log.fatal('x')", nil_field("fatal")},
    };
}

}  // namespace

std::vector<EscapeAttempt> escapes_from_sandbox() {
    std::vector<EscapeAttempt> all;
    for (const auto& part : {absent_libraries(), metatables(), addresses(), arguments()}) {
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

}  // namespace wee
