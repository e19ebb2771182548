---@meta wee
-- What scripts of WinEventEngine find beside Lua's own libraries, for editors that read LuaCATS annotations.
-- docs/scripts.md describes it; a test holds this file against what the engine registers.

---@class wee.Event
---@field id string a UUID
---@field timestamp string RFC 3339, UTC
---@field kind string "FileCreated", "WindowFocused", "TimerTick", ...
---@field source string the configured name of the source
---@field metadata table<string, string> "path", "title", "process_name", ...: every value is a text

---@class wee.Outcome what an action's function returns
---@field success boolean
---@field message? string
---@field [string] any what later actions may use

---@type wee.Event the event that the script runs for; also the function's argument
event = {}

---@class wee.log
log = {}
---@param ... any
function log.debug(...) end
---@param ... any
function log.info(...) end
---@param ... any
function log.warn(...) end
---@param ... any
function log.error(...) end

---@class wee.CommandResult
---@field exit_code integer
---@field stdout string
---@field stderr string

---@class wee.CommandOptions
---@field working_dir? string
---@field stdin? string
---@field timeout_ms? integer
---@field environment? table<string, string> added to the engine's own

---@class wee.exec
---@overload fun(command: string, arguments?: (string|number)[], options?: wee.CommandOptions): wee.CommandResult
exec = {}
---Starts a program, without a shell, and waits for its end. Only programs of `scripts.allow_exec`.
---@param command string
---@param arguments? (string|number)[]
---@param options? wee.CommandOptions
---@return wee.CommandResult
function exec.run(command, arguments, options) end

---@class wee.HttpOptions
---@field method? string capital letters
---@field headers? table<string, string>
---@field body? string
---@field json? any the body, as JSON
---@field timeout_ms? integer

---@class wee.HttpRequest: wee.HttpOptions
---@field url string

---@class wee.HttpAnswer every status is an answer, 500 too
---@field status integer
---@field headers table<string, string>
---@field body string

---@class wee.http
http = {}
---@param url string
---@param options? wee.HttpOptions
---@return wee.HttpAnswer
function http.get(url, options) end
---@param url string
---@param options? wee.HttpOptions|string or the body alone
---@return wee.HttpAnswer
function http.post(url, options) end
---@param request wee.HttpRequest|string
---@param options? wee.HttpOptions where the first argument is the URL
---@return wee.HttpAnswer
function http.request(request, options) end

---@class wee.json
---@field null lightuserdata stands for null in lists
json = {}
---@param value any
---@return string
function json.encode(value) end
---@param text string
---@return any
function json.decode(text) end
---Marks a table as a list, which it is then also while it is empty.
---@generic T
---@param list? T[]
---@return T[]
function json.array(list) end

---@class wee.fs
fs = {}
---@param path string
---@return boolean
function fs.exists(path) end
---@param path string
---@return integer bytes -1 where there is no such file
function fs.file_size(path) end
---@param path string
---@return string name the last part
function fs.basename(path) end
---@param path string
---@return string
function fs.read(path) end
---@param path string
---@param text string
---@param options? { append?: boolean }
---@return true
function fs.write(path, text, options) end
---@param path string
---@return string[] names in order
function fs.list(path) end
---With its parents; may be there already.
---@param path string
---@return true
function fs.mkdir(path) end
---@param from string
---@param to string
---@return true
function fs.copy(from, to) end
---@param from string
---@param to string
---@return true
function fs.move(from, to) end
---@param path string
---@return true
function fs.delete(path) end

---Values that last, for each rule its own.
---@class wee.store
store = {}
---@param key string
---@return any value nil where none was set
function store.get(key) end
---@param key string
---@param value any plain data; nil removes it
function store.set(key, value) end

---Puts a new event on the engine's way.
---@param kind string
---@param metadata? table<string, string|number>
function emit(kind, metadata) end

---@param seconds number 0 to 3600; the script's time-out goes on
function sleep(seconds) end
