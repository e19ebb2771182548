#pragma once

#include <string_view>

#include "base/result.h"
#include "script/script_value.h"
#include "telemetry/log.h"

namespace wee {

/// The only way out of the sandbox: what a script asks of the engine, which decides.
///
/// The functions, with arguments that the runtime has checked (their types and forms; not whether they are
/// allowed), and what they answer. A `?` marks what may be missing: an argument at the end, or a key.
///
///     exec.run      command, [argument...], {working_dir?, stdin?, timeout_ms?, environment?}?
///                   -> {exit_code, stdout, stderr}; environment = {name = text}
///     http.request  {method, url, headers = {name = text}, body?, timeout_ms?} -> {status, headers, body}
///                   (http.get and http.post arrive as this, too)
///     fs.exists     path -> boolean           fs.file_size  path -> integer, -1 where there is none
///     fs.read       path -> text              fs.write      path, text, {append? = boolean}? -> nothing
///     fs.list       path -> [name...]         fs.mkdir      path -> nothing; parents too, may exist
///     fs.copy       from, to -> nothing       fs.move       from, to -> nothing
///     fs.delete     path -> nothing           sleep         milliseconds (integer) -> nothing
///     store.get     key -> value or nothing   store.set     key, value or nothing (removes it) -> nothing
///     emit          kind (text), metadata = {name = text} -> nothing
class ScriptCalls {
public:
    virtual ~ScriptCalls() = default;

    /// `function` is a name of the API ("exec.run", "fs.read", "http.get"). Waits for the answer, on the
    /// script's thread. An error is what the script gets to see, without a place: the caller adds file and
    /// line.
    virtual Result<ScriptValue> call(std::string_view function, const ScriptList& arguments) = 0;

    /// A line of `log.*` or `print`.
    virtual void log(LogLevel level, std::string_view line) = 0;
};

}  // namespace wee
